package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of SARIF; the corpus lies in SarifFuzzInputs. */
class SarifFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "sarif");
    }
}
