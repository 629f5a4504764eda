package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of SpotBugs' XML; the corpus lies in SpotBugsFuzzInputs. */
class SpotBugsFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "spotbugs");
    }
}
