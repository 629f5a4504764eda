package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import org.junit.jupiter.api.Test;

class SarifReaderTest {

    @Test
    void readsAResultWithItsRulePlaceAndNumbers() throws Exception {
        ToolReport report = Reports.sarif(
                """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep OSS","semanticVersion":"1.2.3","rules":[
                  {"id":"sqli","shortDescription":{"text":"SQL"},"defaultConfiguration":{"level":"error"},
                   "properties":{"tags":["CWE-89: SQL","other"]}}]}},
                 "results":[{"ruleId":"sqli","message":{"text":"bad [query](1)"},"locations":[{"physicalLocation":{
                   "artifactLocation":{"uri":"src/a%20b.py"},"region":{"startLine":3,"endLine":4,"startColumn":5}}}]}]}]}
                """);

        assertThat(report.tool()).isEqualTo("semgrep");
        assertThat(report.version()).isEqualTo("1.2.3");
        assertThat(report.complete()).isTrue();
        assertThat(report.warnings()).isEmpty();
        Finding finding = report.findings().get(0);
        assertThat(finding.subject().location()).contains(new Location("src/a b.py", 3, 5, 4, 0, ""));
        assertThat(finding.cwes()).containsExactly(89);
        assertThat(finding.weakness().id()).isEqualTo("sql-injection");
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.message()).isEqualTo("bad query");
    }
}
