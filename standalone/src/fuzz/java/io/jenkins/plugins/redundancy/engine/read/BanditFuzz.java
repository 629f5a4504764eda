package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of bandit's JSON; the corpus lies in BanditFuzzInputs. */
class BanditFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "bandit");
    }
}
