package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifSubjectsTest {
    private static final String AT =
            "'locations':[{'physicalLocation':{'artifactLocation':{'uri':'pom.xml'},'region':{'startLine':7}}}]";

    private static Finding read(String driver, String rule, String result) throws UnreadableReportException {
        return Reports.sarif(("{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'" + driver + "','rules':[" + rule
                                + "]}},'results':[{" + result + "," + AT + "}]}]}")
                        .replace('\'', '"'))
                .findings()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Trivy   | {'id':'CVE-2021-44228','name':'LanguageSpecificPackageVulnerability'} "
                        + "| 'ruleIndex':0,'message':{'text':'Package: org.x:lib\\nInstalled Version: 2.14\\nFixed: 3'} | org.x:lib | 2.14",
                "Grype   | {'id':'CVE-2021-44228-lib','properties':{'purls':['pkg:maven/org.x/lib@2.14?a=b#c']}} "
                        + "| 'ruleIndex':0 | maven/org.x/lib | 2.14",
                "grype   | {'id':'GHSA-jfh8-c2jp-5v3q-lib'} "
                        + "| 'ruleIndex':0,'message':{'text':'A high vulnerability in java package: lib, version 2.14 was found at: x'} "
                        + "| lib | 2.14",
                "osv-scanner | {'id':'CVE-2021-44228','deprecatedIds':['GHSA-jfh8-c2jp-5v3q']} "
                        + "| 'ruleId':'CVE-2021-44228','message':{'text':'Package @a/lib@2.14 is'} | pom.xml | ''",
                "osv-scanner | {'id':'GHSA-jfh8-c2jp-5v3q'} | 'ruleIndex':0,'properties':{'purl':'pkg:npm/%40a/lib@1'} | npm/@a/lib | 1",
                "Snyk Open Source | {'id':'SNYK-JAVA-ORGX-1234567'} | 'ruleIndex':0 | pom.xml | ''"
            })
    void aResultOfAnAdvisoryIsADependency(String driver, String rule, String result, String name, String version)
            throws Exception {
        Subject subject = read(driver, rule, result).subject();

        assertThat(subject).isInstanceOf(Subject.Dependency.class);
        Subject.Dependency dependency = (Subject.Dependency) subject;
        assertThat(dependency.name()).isEqualTo(name);
        assertThat(dependency.version()).isEqualTo(version);
        assertThat(dependency.advisories()).isNotEmpty().allMatch(id -> id.matches("(CVE|GHSA|SNYK)-.*"));
        assertThat(dependency.location()).contains(Location.of("pom.xml", 7));
    }

    @Test
    void aliasesOfAnAdvisoryAreKept() throws Exception {
        Subject.Dependency dependency = (Subject.Dependency) read(
                        "osv-scanner",
                        "{'id':'CVE-2021-44228','deprecatedIds':['CVE-2021-44228','GHSA-jfh8-c2jp-5v3q']}",
                        "'ruleIndex':0")
                .subject();

        assertThat(dependency.advisories()).containsExactly("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gitleaks | {'id':'aws-key','shortDescription':{'text':'AWS key'}}",
                "Trivy    | {'id':'aws-key','name':'Secret','shortDescription':{'text':'AWS key'}}",
                "Trivy    | {'id':'aws-key','shortDescription':{'text':'AWS key'},'properties':{'tags':['secret']}}"
            })
    void nothingOfASecretIsKept(String driver, String rule) throws Exception {
        Finding finding = read(
                driver,
                rule,
                "'ruleIndex':0,'message':{'text':'found AKIAHUNTER2HUNTER2'},'partialFingerprints':{'m':'AKIAHUNTER2'},"
                        + "'codeFlows':[{'threadFlows':[{'locations':[{'location':{'message':{'text':'AKIAHUNTER2'},"
                        + "'physicalLocation':{'artifactLocation':{'uri':'a'}}}}]}]}]");

        assertThat(finding.subject()).isEqualTo(new Subject.Secret(Location.of("pom.xml", 7)));
        assertThat(finding.message()).isEqualTo("AWS key");
        assertThat(finding.toString()).doesNotContain("HUNTER2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Trivy   | {'id':'DS002','name':'Misconfiguration'}",
                "Trivy   | {'id':'AVD-DS-0002','properties':{'tags':['misconfiguration']}}",
                "checkov | {'id':'CKV_1'}"
            })
    void aMisconfigurationIsAConfiguration(String driver, String rule) throws Exception {
        assertThat(read(driver, rule, "'ruleIndex':0").subject())
                .isEqualTo(new Subject.Configuration("", Location.of("pom.xml", 7)));
    }

    @Test
    void everythingElseIsCode() throws Exception {
        assertThat(read("PMD", "{'id':'x','properties':{'tags':['secret']}}", "'ruleIndex':0")
                        .subject())
                .isEqualTo(new Subject.Code(Location.of("pom.xml", 7)));
    }
}
