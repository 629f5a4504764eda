package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SARIF log says of a result elsewhere than in the result, before it or behind it. */
class SarifIndirectionTest {
    private static final String RESULTS = "'results':[{'ruleId':'r','locations':[{'physicalLocation':"
            + "{'artifactLocation':{'uri':'a.c'}},'logicalLocations':[{'index':1}]}],'codeFlows':[{'threadFlows':"
            + "[{'locations':[{'index':0},{'location':{'physicalLocation':{'artifactLocation':{'uri':'b.c'}}}},"
            + "{'index':9},{'index':-1}]}]}]}]";
    private static final String SHARED = "'logicalLocations':[{'name':'T','kind':'type'},"
            + "{'fullyQualifiedName':'T.f','kind':'function','parentIndex':0}],"
            + "'threadFlowLocations':[{'location':{'message':{'text':'here'},'physicalLocation':"
            + "{'artifactLocation':{'index':0},'region':{'startLine':3}}}}],"
            + "'artifacts':[{'location':{'uri':'c.c'}}]";

    private static ToolReport log(String properties) throws UnreadableReportException {
        return Reports.sarif(("{'version':'2.1.0'," + properties + "}").replace('\'', '"'));
    }

    private static ToolReport run(String properties) throws UnreadableReportException {
        return log("'runs':[{'tool':{'driver':{'name':'T'}}," + properties + "}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {RESULTS + "," + SHARED, SHARED + "," + RESULTS})
    void stepsAndFunctionsAreFoundByIndex(String properties) throws Exception {
        ToolReport report = run(properties);

        Finding finding = report.findings().get(0);
        assertThat(finding.subject().location().orElseThrow().function()).isEqualTo("T.f");
        assertThat(finding.codeFlow())
                .extracting(step -> step.location() + " " + step.message())
                .containsExactly("c.c:3 here", "b.c ");
        assertThat(report.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, T.f", "7, ''", "-1, ''"})
    void anIndexOfWhatIsNoFunctionIsNone(int index, String function) throws Exception {
        Finding finding = run(SHARED
                        + ",'results':[{'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.c'}},"
                        + "'logicalLocations':[{'index':" + index + "}]}]}]")
                .findings()
                .get(0);

        assertThat(finding.subject().location().orElseThrow().function()).isEqualTo(function);
    }

    @Test
    void malformedSharedPartsKeepTheirPlaces() throws Exception {
        ToolReport report = run(RESULTS + ",'logicalLocations':[7,{'name':'g'}],'threadFlowLocations':[7,{'index':0}]");

        assertThat(report.findings().get(0).subject().location().orElseThrow().function())
                .isEqualTo("g");
        assertThat(report.findings().get(0).codeFlow()).hasSize(1);
        assertThat(report.warnings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inlineExternalPropertiesBelongToTheRunThatNamesThem(boolean before) throws Exception {
        String inline =
                "'inlineExternalProperties':[{'guid':'ABC','results':[{'ruleIndex':0,'message':{'text':'\\n\\u00fc'},"
                        + "'rank':1.5,'properties':{'a':[true,null,{}]}}]},{'guid':'d','driver':{'name':'Ext','rules':[{'id':'e'}]}},"
                        + "{'guid':'other','results':[{'ruleId':'nobody wants it'}]},7]";
        String runs = "'runs':[{'externalPropertyFileReferences':{'driver':{'guid':'D'},'results':[{'guid':'abc'}]}},"
                + "{'tool':{'driver':{'name':'Second'}},'results':[]}]";

        List<ToolReport> reports = ReportReader.readAll(
                Source.of(
                        "log",
                        new java.io.ByteArrayInputStream(
                                ("{'version':'2.1.0'," + (before ? inline + "," + runs : runs + "," + inline) + "}")
                                        .replace('\'', '"')
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                null,
                "sarif",
                Limits.DEFAULT,
                PathMapping.NONE);

        assertThat(reports).extracting(ToolReport::tool).containsExactlyInAnyOrder("ext", "second");
        ToolReport first =
                reports.stream().filter(r -> r.tool().equals("ext")).findFirst().orElseThrow();
        assertThat(first.complete()).isTrue();
        assertThat(first.findings()).extracting(f -> f.rule().id()).containsExactly("e");
        assertThat(first.findings().get(0).message()).isEqualTo("\nü");
    }

    @Test
    void inlineExternalPropertiesThatAreMissingMakeTheReportIncomplete() throws Exception {
        ToolReport report = log("'runs':[{'tool':{'driver':{'name':'T'}},'externalPropertyFileReferences':"
                + "{'results':[{'guid':'a'},{'guid':'b'}]}}],'inlineExternalProperties':[{'guid':'a','results':[{}]}]");

        assertThat(report.findings()).hasSize(1);
        assertThat(report.complete()).isFalse();
        assertThat(report.warnings()).hasSize(1).first().asString().contains("inline external properties b");
    }

    private static final String RULES = "'tool':{'driver':{'name':'T','rules':[{'id':'r','defaultConfiguration':"
            + "{'level':'note'}},{'id':'off','defaultConfiguration':{'enabled':false}},{'id':'s'}]}}";
    private static final String LEVELS = "'results':[{'ruleId':'r'},{'ruleId':'r','level':'warning'},{'ruleId':'s'},"
            + "{'ruleId':'r','provenance':{'invocationIndex':1}}]";
    private static final String INVOCATIONS =
            "'invocations':[{'executionSuccessful':true,'ruleConfigurationOverrides':["
                    + "{'descriptor':{'index':0},'configuration':{'level':'error'}},"
                    + "{'descriptor':{'id':'off'},'configuration':{'enabled':true}},"
                    + "{'descriptor':{'id':'s'},'configuration':{'enabled':false}},"
                    + "{'descriptor':{'id':'unknown'},'configuration':{'level':'error'}}]},{'executionSuccessful':true}]";

    @Test
    void aLevelIsThatOfTheRunsConfigurationOfTheRule() throws Exception {
        List<Finding> findings = log("'runs':[{" + RULES + "," + INVOCATIONS + "," + LEVELS + "}]")
                .findings();

        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM, Severity.LOW);
    }

    @Test
    void theConfigurationMayComeAfterTheResults() throws Exception {
        List<Finding> findings = log("'runs':[{" + RULES + ","
                        + LEVELS.replace(",'provenance':{'invocationIndex':1}", "") + "," + INVOCATIONS + "}]")
                .findings();

        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM, Severity.HIGH);
    }

    @Test
    void aRuleThatWasSwitchedOffIsNoneThatTheToolLookedFor() throws Exception {
        assertThat(log("'runs':[{" + RULES + ",'results':[]}]").rules())
                .extracting(Rule::id)
                .containsExactly("r", "s");
        assertThat(log("'runs':[{" + RULES + "," + INVOCATIONS + ",'results':[]}]")
                        .rules())
                .extracting(Rule::id)
                .containsExactly("r", "off");
        assertThat(log("'runs':[{" + RULES + ",'results':[{'ruleId':'off'}]}]").rules())
                .as("it reported something: it was on")
                .extracting(Rule::id)
                .containsExactly("r", "off", "s");
    }

    private static String flow(String... files) {
        return "{'threadFlows':[{'locations':["
                + java.util.Arrays.stream(files)
                        .map(file -> "{'location':{'physicalLocation':{'artifactLocation':{'uri':'" + file + "'}}}}")
                        .collect(Collectors.joining(","))
                + "]}]}";
    }

    @Test
    void theFirstFourWaysToAResultAreKeptAndTheOthersCounted() throws Exception {
        String six = IntStream.range(0, 6)
                .mapToObj(i -> flow("in" + i + ".c", "out.c"))
                .collect(Collectors.joining(","));
        ToolReport report = run("'results':[{'codeFlows':[" + six + "]}]");

        assertThat(report.findings().get(0).codeFlow())
                .extracting(step -> step.flow() + step.location().path())
                .containsExactly("0in0.c", "0out.c", "1in1.c", "1out.c", "2in2.c", "2out.c", "3in3.c", "3out.c");
        assertThat(report.warnings()).hasSize(1).first().asString().contains("2 flows are left out");
        assertThat(Reports.read(CompactReportTest.written(report), null, null, PathMapping.NONE))
                .isEqualTo(report);
    }

    @Test
    void waysWithoutStepsAreNoneAndThreadsAreWays() throws Exception {
        ToolReport report = run("'results':[{'codeFlows':[{},null,{'threadFlows':[]}," + flow() + "," + flow("a.c")
                + ",{'threadFlows':[{'locations':[{'location':{}}]},{'locations':[{'location':{'physicalLocation':"
                + "{'artifactLocation':{'uri':'b.c'}}}}]}]}]}]");

        assertThat(report.findings().get(0).codeFlow())
                .extracting(CodeFlowStep::flow)
                .containsExactly(0, 1);
    }
}
