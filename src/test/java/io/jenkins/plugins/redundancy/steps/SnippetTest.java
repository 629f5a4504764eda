package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

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
    }
}
