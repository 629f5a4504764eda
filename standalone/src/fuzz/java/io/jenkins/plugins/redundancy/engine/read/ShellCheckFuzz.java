package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of ShellCheck's JSON; the corpus lies in ShellCheckFuzzInputs. */
class ShellCheckFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "shellcheck");
    }
}
