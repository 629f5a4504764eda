package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import hudson.model.FreeStyleProject;
import hudson.util.FormValidation;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the Snippet Generator, back and forth. */
@WithJenkins
class SnippetTest {

    @Test
    void snippetGeneratorKnowsTheSteps(JenkinsRule r) throws Exception {
        SnippetizerTester tester = new SnippetizerTester(r);
        RedundantScanStep scan = new RedundantScanStep(null);
        scan.setRequired("2");
        tester.assertRoundTrip(scan, "redundantScan(required: '2') {\n    // some block\n}");
        ToolSetTools.configure("java-sast", ToolSetTools.slot("alpha", ToolSetTools.REPORT));
        assertThat(
                r
                        .jenkins
                        .getDescriptorByType(RedundantScanStep.DescriptorImpl.class)
                        .doFillToolSetItems(null, "of an old snippet")
                        .stream()
                        .map(option -> option.value)
                        .toList(),
                contains("", "java-sast", "of an old snippet"));
        RedundantScanStep named = new RedundantScanStep("java-sast");
        named.setGate("unstable");
        tester.assertRoundTrip(named, "redundantScan(gate: 'unstable', toolSet: 'java-sast') {\n    // some block\n}");
        RedundantScanStep told = new RedundantScanStep("java-sast");
        told.setMergedSarif("merged.sarif");
        told.setSkipPublishingChecks(true);
        tester.assertRoundTrip(
                told,
                "redundantScan(mergedSarif: 'merged.sarif', skipPublishingChecks: true, toolSet: 'java-sast') {\n"
                        + "    // some block\n}");
        ScannerStep scanner = new ScannerStep("pmd");
        scanner.setReport("pmd.sarif");
        tester.assertRoundTrip(scanner, "scanner(name: 'pmd', report: 'pmd.sarif') {\n    // some block\n}");
        RedundantScanStep strict = new RedundantScanStep("java-sast");
        strict.setPartialCounts(true);
        strict.setCancelRest(false);
        strict.setQueueTimeout("5m");
        strict.setWorthAnother("timeout");
        strict.setOnDegraded("unstable");
        tester.assertRoundTrip(
                strict,
                "redundantScan(cancelRest: false, onDegraded: 'unstable', partialCounts: true, queueTimeout: '5m',"
                        + " toolSet: 'java-sast', worthAnother: 'timeout') {\n    // some block\n}");
        ScannerStep own = new ScannerStep("own");
        own.setExitCodes(List.of(0, 3));
        own.setLanguages(List.of("java", "kotlin"));
        own.setWeaknesses(List.of("xss", "cwe-1188"));
        own.setRetries(1);
        own.setSources("none");
        tester.assertRoundTrip(
                own,
                "scanner(exitCodes: [0, 3], languages: ['java', 'kotlin'], name: 'own', retries: 1, sources: 'none',"
                        + " weaknesses: ['xss', 'cwe-1188']) {\n    // some block\n}");
        RedundantStep redundant = new RedundantStep();
        redundant.setMode("race");
        redundant.setHedgeAfter("90s");
        redundant.setRetries(2);
        tester.assertRoundTrip(
                redundant, "redundant(hedgeAfter: '90s', mode: 'race', retries: 2) {\n    // some block\n}");
        ReplicaStep replica = new ReplicaStep("spare");
        replica.setFallbackFor("nexus");
        tester.assertRoundTrip(replica, "replica(fallbackFor: 'nexus', name: 'spare') {\n    // some block\n}");
        FailoverAgentStep agents = new FailoverAgentStep(List.of("linux-a", "linux && docker"));
        agents.setQueueTimeout("2m");
        tester.assertRoundTrip(
                agents,
                "failoverAgent(labels: ['linux-a', 'linux && docker'], queueTimeout: '2m') {\n    // some block\n}");
        FailoverAgentStep quorum = new FailoverAgentStep(List.of("debian", "rhel"));
        quorum.setMode("quorum");
        quorum.setRequired("all");
        quorum.setCompare("dist/**");
        quorum.setId("dist");
        quorum.setAllow(List.of("junit"));
        tester.assertRoundTrip(
                quorum,
                "failoverAgent(allow: ['junit'], compare: 'dist/**', id: 'dist', labels: ['debian', 'rhel'],"
                        + " mode: 'quorum', required: 'all') {\n    // some block\n}");
        tester.assertRoundTrip(new PreflightStep(), "preflight {\n    // some block\n}");
        formsSayWhatAScanWouldRefuse(r);
    }

    private static void formsSayWhatAScanWouldRefuse(JenkinsRule r) throws Exception {
        ScannerStep.DescriptorImpl scanner = r.jenkins.getDescriptorByType(ScannerStep.DescriptorImpl.class);
        for (FormValidation good : List.of(
                scanner.doCheckFormat("auto"),
                scanner.doCheckExitCodes("0, 3"),
                scanner.doCheckWeaknesses("secret, cwe-1188"),
                scanner.doCheckWeight(""),
                scanner.doCheckLabel("linux && x86"),
                scanner.doCheckReport("target/pmd.sarif"))) {
            assertThat(good.getMessage(), good.kind, is(FormValidation.Kind.OK));
        }
        RedundantScanStep.DescriptorImpl scan = r.jenkins.getDescriptorByType(RedundantScanStep.DescriptorImpl.class);
        FreeStyleProject job = r.createFreeStyleProject();
        for (FormValidation bad : List.of(
                scanner.doCheckPreset("pdm"),
                scanner.doCheckFormat("sarfi"),
                scanner.doCheckExitCodes("0, 3x"),
                scanner.doCheckWeaknesses("sqli"),
                scanner.doCheckWeight("0"),
                scanner.doCheckLabel("linux &&"),
                scanner.doCheckReport("../pmd.sarif"),
                scan.doCheckQueueTimeout("soon"),
                scan.doCheckWorthAnother("bad luck"),
                scan.doCheckReference(job, "nobody"))) {
            assertThat(bad.kind, is(FormValidation.Kind.ERROR));
        }
        assertThat(scan.doCheckReference(job, "none").kind, is(FormValidation.Kind.OK));
    }
}
