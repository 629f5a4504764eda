package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of a report whose format its content tells; the corpus lies in AnyReportFuzzInputs. */
class AnyReportFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, null);
    }
}
