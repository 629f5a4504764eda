package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of Cppcheck's XML; the corpus lies in CppcheckFuzzInputs. */
class CppcheckFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "cppcheck");
    }
}
