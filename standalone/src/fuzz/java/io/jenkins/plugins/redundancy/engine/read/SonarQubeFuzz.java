package io.jenkins.plugins.redundancy.engine.read;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz target of SonarQube's JSON; the corpus lies in SonarQubeFuzzInputs. */
class SonarQubeFuzz {
    @FuzzTest
    void readsOrRefuses(byte[] report) {
        FuzzedReport.readOrRefuse(report, "sonarqube");
    }
}
