package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of the compact form; the corpus lies in CompactFuzzInputs. */
class CompactFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "compact");
    }
}
