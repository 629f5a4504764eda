package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifReaderTest {
    private static final String PLACE =
            "'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.c'},'region':{'startLine':7}}}]";

    /** A log of one run; single quotes for double ones. */
    private static ToolReport run(String properties) throws UnreadableReportException {
        return Reports.sarif(("{'version':'2.1.0','runs':[{" + properties + "}]}").replace('\'', '"'));
    }

    private static ToolReport rule(String rule, String result) throws UnreadableReportException {
        return run("'tool':{'driver':{'name':'T','rules':[" + rule + "]}},'results':[" + result + "]");
    }

    private static String uri(Finding finding) {
        return finding.subject().location().map(Location::path).orElse("(none)");
    }

    @Test
    void readsAResultWithItsRulePlaceAndNumbers() throws Exception {
        ToolReport report = Reports.sarif("""
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep OSS","semanticVersion":"1.2.3","rules":[
                  {"id":"sqli","shortDescription":{"text":"SQL"},"defaultConfiguration":{"level":"error"},
                   "helpUri":"https://example.org/sqli","properties":{"tags":["CWE-89: SQL","other"]}}]}},
                 "results":[{"ruleId":"sqli","message":{"text":"bad [query](1)"},"locations":[{"physicalLocation":{
                   "artifactLocation":{"uri":"src/a%20b.py"},"region":{"startLine":3,"endLine":4,"startColumn":5}},
                   "logicalLocations":[{"name":"f","fullyQualifiedName":"m.f","kind":"function"}]}],
                   "partialFingerprints":{"a":"1"},"fingerprints":{"b":"2"},
                   "suppressions":[{"kind":"inSource","justification":"no"}],
                   "codeFlows":[{"threadFlows":[{"locations":[{"location":{"message":{"text":"here"},
                     "physicalLocation":{"artifactLocation":{"uri":"in.py"},"region":{"startLine":1}}}}]}]}]}]}]}
                """);

        assertThat(report.tool()).isEqualTo("semgrep");
        assertThat(report.version()).isEqualTo("1.2.3");
        assertThat(report.complete()).isTrue();
        assertThat(report.warnings()).isEmpty();
        Finding finding = report.findings().get(0);
        assertThat(finding.subject().location()).contains(new Location("src/a b.py", 3, 5, 4, 0, "m.f"));
        assertThat(finding.cwes()).containsExactly(89);
        assertThat(finding.weakness().id()).isEqualTo("sql-injection");
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.message()).isEqualTo("bad query");
        assertThat(finding.rule().name()).isEqualTo("SQL");
        assertThat(finding.rule().helpUri()).isEqualTo("https://example.org/sqli");
        assertThat(finding.fingerprints()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(finding.suppressed()).isTrue();
        assertThat(finding.codeFlow()).hasSize(1);
        assertThat(finding.codeFlow().get(0).location()).isEqualTo(Location.of("in.py", 1));
        assertThat(finding.codeFlow().get(0).message()).isEqualTo("here");
    }

    @Test
    void whatResultsReferToMayComeAfterThem() throws Exception {
        ToolReport report =
                run("'results':[{'ruleIndex':0,'taxa':[{'index':1,'toolComponent':{'index':0}}],'locations':"
                        + "[{'physicalLocation':{'artifactLocation':{'index':0},'region':{'startLine':1}}}]},{'ruleId':'r'}],"
                        + "'taxonomies':[{'name':'CWE','taxa':[{'id':'78'},{'id':'79'}]}],"
                        + "'artifacts':[{'location':{'uri':'x.c','uriBaseId':'SRC'}}],"
                        + "'originalUriBaseIds':{'SRC':{'uri':'src/','uriBaseId':'ROOT'},'ROOT':{'description':{'text':'?'}}},"
                        + "'tool':{'driver':{'name':'T','rules':[{'id':'r'}]}}");

        Finding finding = report.findings().get(0);
        assertThat(finding.rule().id()).isEqualTo("r");
        assertThat(finding.cwes()).containsExactly(79);
        assertThat(uri(finding)).isEqualTo("src/x.c");
        assertThat(report.findings()).hasSize(2);
    }

    @Test
    void findingsThatHadToWaitKeepTheOrderOfTheReport() throws Exception {
        ToolReport report = run("'tool':{'driver':{'name':'T'}},'results':["
                + "{'ruleId':'1','locations':[{'physicalLocation':{'artifactLocation':{'index':0}}}]},"
                + "{'ruleId':'2','locations':[{'physicalLocation':{'artifactLocation':{'uri':'b.c'}}}]},"
                + "{'ruleId':'3','locations':[{'physicalLocation':{'artifactLocation':{'index':0}}}]}],"
                + "'artifacts':[{'location':{'uri':'a.c'}}]");

        assertThat(report.findings()).extracting(finding -> finding.rule().id()).containsExactly("1", "2", "3");
        assertThat(report.findings()).extracting(SarifReaderTest::uri).containsExactly("a.c", "b.c", "a.c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'uri':'file:///ws/src/','uriBaseId':'X'} | src/a.c",
                "{'uri':'file:/ws/src'}                    | src/a.c",
                "{'uri':'sub/','uriBaseId':'%ROOT%'}       | sub/a.c",
                "{'uri':'file:///home/runner/work/'}       | a.c",
                "{}                                        | a.c"
            })
    void followsBaseIdsWhoeverDefinesThem(String base, String path) throws Exception {
        byte[] log = ("{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'T'}},'results':[{'ruleId':'r','locations':"
                        + "[{'physicalLocation':{'artifactLocation':{'uri':'a.c','uriBaseId':'%SRCROOT%'}}}]}],"
                        + "'originalUriBaseIds':{'%SRCROOT%':" + base + ",'%ROOT%':{'uri':'file:///ws/'}}}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        PathMapping paths = PathMapping.of(List.of("/ws"), Set.of());

        assertThat(uri(Reports.read(log, null, "sarif", paths).findings().get(0)))
                .isEqualTo(path);
    }

    @Test
    void aBaseThatRefersToItselfEndsSomewhere() throws Exception {
        ToolReport report =
                run("'tool':{'driver':{'name':'T'}},'results':[{'ruleId':'r','locations':[{'physicalLocation':"
                        + "{'artifactLocation':{'uri':'a.c','uriBaseId':'A'}}}]}],"
                        + "'originalUriBaseIds':{'A':{'uri':'a/','uriBaseId':'B'},'B':{'uri':'b/','uriBaseId':'A'}}");

        assertThat(uri(report.findings().get(0))).endsWith("/a.c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'properties':{'tags':['external/cwe/cwe-079']}                                        | [79]",
                "'properties':{'tags':['CWE-79: Cross-site scripting','security']}                     | [79]",
                "'properties':{'cwe':79}                                                               | [79]",
                "'properties':{'cwe':'CWE-79'}                                                         | [79]",
                "'properties':{'cwe':['CWE-79','CWE-80: x']}                                           | [79, 80]",
                "'properties':{'cwe':[79,'80']}                                                        | [79, 80]",
                "'properties':{'cweId':'79'}                                                           | [79]",
                "'relationships':[{'target':{'id':'CWE-79'}}]                                          | [79]",
                "'relationships':[{'target':{'id':'79','toolComponent':{'name':'CWE'}}}]               | [79]",
                "'relationships':[{'target':{'id':'079','toolComponent':{'name':'OWASP'}}}]            | []",
                "'relationships':[{'target':{'id':'79','toolComponent':{'index':0}}}]                  | [79]",
                "'relationships':[{'target':{'index':0,'toolComponent':{'guid':'ABC'}}}]               | [90]",
                "'relationships':[{'target':{'index':7,'toolComponent':{'index':0}}}]                  | []",
                "'helpUri':'https://cwe.mitre.org/data/definitions/120.html'                           | [120]",
                "'shortDescription':{'text':'Overflow (CWE-120)'}                                      | [120]"
            })
    void readsTheNumbersOfARuleInEveryForm(String property, String numbers) throws Exception {
        ToolReport report = run("'tool':{'driver':{'name':'T','rules':[{'id':'r'," + property + "}]}},"
                + "'results':[{'ruleId':'r'}],"
                + "'taxonomies':[{'name':'CWE','guid':'abc','taxa':[{'id':'90'}]}]");

        assertThat(report.findings().get(0).cwes()).hasToString(numbers);
        assertThat(report.rules().get(0).cwes()).hasToString(numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'taxa':[{'id':'CWE-79'}]                                  | [79]",
                "'taxa':[{'id':'79','toolComponent':{'name':'cwe'}}]       | [79]",
                "'properties':{'cwe':['CWE-79']}                           | [79]",
                "'properties':{'tags':['CWE-79']}                          | [79]",
                "'message':{'text':'leak [CWE-401]'}                       | [89]",
            })
    void theNumbersOfAResultComeBeforeThoseOfItsRule(String property, String numbers) throws Exception {
        ToolReport report = rule("{'id':'r','properties':{'cwe':89}}", "{'ruleId':'r'," + property + "}");

        assertThat(report.findings().get(0).cwes()).hasToString(numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'ruleId':'b'                                                | b",
                "'ruleId':'b/sub/sub'                                        | b",
                "'ruleIndex':1                                               | b",
                "'rule':{'index':1}                                          | b",
                "'rule':{'id':'b'}                                           | b",
                "'ruleId':'b','ruleIndex':0                                  | b",
                "'ruleId':'x'                                                | x",
                "'ruleIndex':99                                              | (no rule)",
                "'rule':{'index':0,'toolComponent':{'index':0}}              | e",
                "'rule':{'id':'e','toolComponent':{'name':'Ext'}}            | e",
                "'rule':{'index':0,'toolComponent':{'guid':'G-1'}}           | e",
                "'ruleId':'e'                                                | e"
            })
    void findsTheRuleByIndexIdHierarchyAndInExtensions(String reference, String id) throws Exception {
        ToolReport report = run("'tool':{'driver':{'name':'T','rules':[{'id':'a'},{'id':'b'}]},"
                + "'extensions':[{'name':'Ext','guid':'g-1','rules':[{'id':'e'}]}]},'results':[{" + reference + "}]");

        assertThat(report.findings().get(0).rule().id()).isEqualTo(id);
        assertThat(report.rules()).extracting("id").contains("a", "b", "e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'r'}                                                     | {'ruleId':'r'}                   | MEDIUM",
                "{'id':'r','defaultConfiguration':{'level':'error'}}            | {'ruleId':'r'}                   | HIGH",
                "{'id':'r','defaultConfiguration':{'level':'error'}}            | {'ruleId':'r','level':'warning'} | MEDIUM",
                "{'id':'r'}                                                     | {'ruleId':'r','level':'NOTE'}    | LOW",
                "{'id':'r','properties':{'security-severity':'9.8'}}            | {'ruleId':'r','level':'note'}    | CRITICAL",
                "{'id':'r','properties':{'security-severity':5}}                | {'ruleId':'r'}                   | MEDIUM",
                "{'id':'r','properties':{'security-severity':'high'}}           | {'ruleId':'r'}                   | MEDIUM",
                "{'id':'r'} | {'ruleId':'r','rank':99.9,'properties':{'security-severity':'3.1'}}                | LOW"
            })
    void takesTheSeverityFromResultThenRuleThenTheStandard(String rule, String result, Severity severity)
            throws Exception {
        assertThat(rule(rule, result).findings().get(0).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "pass, 0",
        "Pass, 0",
        "notApplicable, 0",
        "INFORMATIONAL, 0",
        "fail, 1",
        "FAIL, 1",
        "open, 1",
        "review, 1"
    })
    void resultsThatAreNoFindingsAreDropped(String kind, int findings) throws Exception {
        ToolReport report = rule("", "{'ruleId':'r','kind':'" + kind + "'}");

        assertThat(report.findings()).hasSize(findings);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void resultsThatAreAbsentSinceABaselineAreDropped() throws Exception {
        assertThat(rule("", "{'ruleId':'r','baselineState':'absent'},{'ruleId':'s','baselineState':'existing'}")
                        .findings())
                .extracting(finding -> finding.rule().id())
                .containsExactly("s");
    }

    @Test
    void onlyAcceptedSuppressionsSuppress() throws Exception {
        ToolReport report = rule(
                "",
                "{'ruleId':'a','suppressions':[{'kind':'external'}]},"
                        + "{'ruleId':'b','suppressions':[{'kind':'external','status':'underReview'}]},"
                        + "{'ruleId':'c','suppressions':[]},{'ruleId':'d','suppressions':null}");

        assertThat(report.findings()).extracting(Finding::suppressed).containsExactly(true, false, false, false);
    }

    @Test
    void resultsWithoutMessageOrPlaceAndBrokenGuidsAndTimesAreFine() throws Exception {
        ToolReport report = run(
                "'automationDetails':{'guid':'no guid'},'tool':{'driver':{'name':'T','guid':7,'rules':"
                        + "[{'id':'r','guid':'?','name':'Name'}]}},'invocations':[{'executionSuccessful':true,"
                        + "'endTimeUtc':'0000-99-99'}],'results':[{'ruleId':'r','guid':'x','provenance':{'lastDetectionTimeUtc':1}}]");

        assertThat(report.warnings()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).message()).isEqualTo("Name");
        assertThat(report.findings().get(0).subject().location()).isEmpty();
    }

    @Test
    void fillsMessagesThatStandAtTheRule() throws Exception {
        ToolReport report = rule(
                "{'id':'r','messageStrings':{'default':{'text':'{0} is not {1} {7}'}}}",
                "{'ruleId':'r','message':{'id':'default','arguments':['x','$1']}}");

        assertThat(report.findings().get(0).message()).isEqualTo("x is not $1 {7}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17                                             | runs[0].results[1]: expected an object, found a number",
                "null                                           | runs[0].results[1] is null",
                "{'ruleId':{'a':[1]}}                           | runs[0].results[1].ruleId: expected a string, found an object",
                "{'ruleId':'r','message':'text'}                | runs[0].results[1].message: expected an object, found a string",
                "{'ruleId':'r','locations':7}                   | runs[0].results[1].locations: expected an array, found a number",
                "{'locations':[{'physicalLocation':{'region':{'startLine':'x'}}}],'a':[[{}]]} "
                        + "| runs[0].results[1].locations[0].physicalLocation.region.startLine: expected a whole number",
                "{'locations':[{'physicalLocation':{'region':{'startLine':99999999999}}}]} "
                        + "| runs[0].results[1].locations[0].physicalLocation.region.startLine: expected a whole number below"
            })
    void oneBadResultCostsThatResultAndIsNamed(String bad, String warning) throws Exception {
        ToolReport report = rule("", "{'ruleId':'a'}," + bad + ",{'ruleId':'b'}");

        assertThat(report.findings()).extracting(finding -> finding.rule().id()).containsExactly("a", "b");
        assertThat(report.warnings()).hasSize(1);
        assertThat(report.warnings().get(0)).contains(warning).contains("this result is left out");
    }

    @Test
    void aMalformedRuleKeepsItsPlaceInTheList() throws Exception {
        ToolReport report = rule("{'id':'a','shortDescription':7},{'id':'b'}", "{'ruleIndex':1}");

        assertThat(report.findings().get(0).rule().id()).isEqualTo("b");
        assertThat(report.warnings()).hasSize(1);
    }

    @Test
    void aMillionWarningsAreCutShort() throws Exception {
        ToolReport report = rule("", "7,".repeat(2000) + "7");

        assertThat(report.warnings()).hasSize(101);
        assertThat(report.warnings().get(100)).contains("1901 further warnings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'invocations':[{'executionSuccessful':false}],'results':[{'ruleId':'r'}]",
                "'invocations':[{'executionSuccessful':true,'toolExecutionNotifications':[{'level':'error'}]}],'results':[]",
                "'invocations':[{'executionSuccessful':true,'toolConfigurationNotifications':[{'level':'ERROR'}]}],'results':[]",
                "'results':null",
                "'properties':{}"
            })
    void aRunThatSaysItFailedIsNotComplete(String properties) throws Exception {
        ToolReport report = run("'tool':{'driver':{'name':'T'}}," + properties);

        assertThat(report.complete()).isFalse();
        assertThat(report.warnings()).isNotEmpty();
    }

    @Test
    void warningsOfTheToolItselfDoNotMakeItIncomplete() throws Exception {
        assertThat(run("'tool':{'driver':{'name':'T'}},'invocations':[{'executionSuccessful':true,"
                                + "'toolExecutionNotifications':[{'level':'warning'},{}]}],'results':[]")
                        .complete())
                .isTrue();
    }

    @Test
    void runsOfSeveralToolsAreSeveralReportsUnlessOneVoterIsNamed() throws Exception {
        byte[] log = ("{'runs':[{'tool':{'driver':{'name':'A'}},'results':[{'ruleId':'r'}]},"
                        + "{'tool':{'driver':{'name':'B'}},'results':[{'ruleId':'s'}]},"
                        + "{'tool':{'driver':{'name':'A'}},'invocations':[{'executionSuccessful':false}],'results':[]}],"
                        + "'version':'2.1.0'}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);

        List<ToolReport> reports = ReportReader.readAll(
                Source.of("x", new ByteArrayInputStream(log)), null, null, Limits.DEFAULT, PathMapping.NONE);
        assertThat(reports).extracting(ToolReport::tool).containsExactly("a", "b");
        assertThat(reports).extracting(ToolReport::complete).containsExactly(false, true);

        assertThat(Reports.read(log, "voter", null, PathMapping.NONE).findings())
                .extracting(Finding::tool)
                .containsExactly("voter", "voter");
        assertThat(Failures.of(() -> Reports.read(log, null, null, PathMapping.NONE)))
                .contains("several tools (a, b)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void readsEveryEncodingOfJsonWithAndWithoutByteOrderMarkAndGzipped(String encoding) throws Exception {
        String log = "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}},"
                + "\"results\":[{\"ruleId\":\"ü\"}]}]}";
        for (String mark : List.of("", "\uFEFF")) {
            byte[] bytes = (mark + log).getBytes(Charset.forName(encoding));
            String format = encoding.equals("UTF-32LE") ? "sarif" : null;
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(bytes);
            }

            for (byte[] report : List.of(bytes, zipped.toByteArray())) {
                assertThat(Reports.read(report, null, format, PathMapping.NONE).findings())
                        .extracting(finding -> finding.rule().id())
                        .containsExactly("ü");
            }
        }
    }

    @Test
    void textIsMadeHarmlessAndHtmlStaysText() throws Exception {
        ToolReport report = rule(
                "",
                "{'ruleId':'r\\u001b[2J','message':{'text':'\\u001b[31m<b>x</b>\\u0007\\u202e y\\n'}," + PLACE + "}");

        assertThat(report.findings().get(0).message()).isEqualTo("<b>x</b> y\n");
        assertThat(report.findings().get(0).rule().id()).isEqualTo("r");
    }

    @Test
    void aLongMessageIsCut() throws Exception {
        ToolReport report = rule("", "{'ruleId':'r','message':{'text':'" + "x".repeat(10_000) + "'}}");

        assertThat(report.findings().get(0).message())
                .hasSize(Limits.DEFAULT.messageLength())
                .endsWith("…");
    }

    @Test
    void equalTextsAreOneStringAndEqualRulesOneRule() throws Exception {
        ToolReport report = rule(
                "",
                "{'ruleId':'r','message':{'text':'m'}," + PLACE + "}," + "{'ruleId':'r','message':{'text':'m'}," + PLACE
                        + "}");

        Finding first = report.findings().get(0);
        Finding second = report.findings().get(1);
        assertThat(first.message()).isSameAs(second.message());
        assertThat(first.rule()).isSameAs(second.rule());
        assertThat(uri(first)).isSameAs(uri(second));
        assertThat(first.cwes()).isSameAs(second.cwes());
    }
}
