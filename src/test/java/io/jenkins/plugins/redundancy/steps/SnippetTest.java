package io.jenkins.plugins.redundancy.steps;

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
        RedundantScanStep scan = new RedundantScanStep();
        scan.setRequired("2");
        tester.assertRoundTrip(scan, "redundantScan(required: '2') {\n    // some block\n}");
        ScannerStep scanner = new ScannerStep("pmd");
        scanner.setReport("pmd.sarif");
        tester.assertRoundTrip(scanner, "scanner(name: 'pmd', report: 'pmd.sarif') {\n    // some block\n}");
    }
}
