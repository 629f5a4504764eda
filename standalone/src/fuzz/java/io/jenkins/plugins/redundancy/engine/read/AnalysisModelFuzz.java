package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of the formats that analysis-model reads; the corpus lies in AnalysisModelFuzzInputs. */
class AnalysisModelFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuseByLibrary(report);
    }
}
