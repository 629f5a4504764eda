package io.jenkins.plugins.redundancy.engine.toolset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Required;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tool sets from plain maps and lists, as configuration as code and steps have them. */
class ToolSetReaderTest {

    private static ToolSet read(Map<String, ?> plain) throws InvalidToolSetException {
        return ToolSetReader.read(Setting.of(plain, new Place("redundantScan", 0, 0)), Presets.shipped());
    }

    private static Tool tool(Map<String, ?> plain) throws InvalidToolSetException {
        return read(Map.of("name", "demo", "slots", List.of(plain))).tools().get(0);
    }

    @Test
    void aPlainWordIsAPreset() throws Exception {
        ToolSet set = read(Map.of("name", "demo", "slots", List.of("pmd", "spotbugs")));

        assertThat(set.tools()).extracting(Tool::name).containsExactly("pmd", "spotbugs");
        assertThat(set.tools().get(0))
                .isEqualTo(Tool.of(Presets.shipped().find("pmd").orElseThrow()));
        assertThat(set.policy().required()).isEqualTo(Required.MAJORITY);
        assertThat(set.agreement()).isEqualTo(AgreementRule.DEFAULT);
    }

    @Test
    void everyKeyOfAToolReplacesWhatThePresetSays() throws Exception {
        Tool tool = tool(Map.ofEntries(
                Map.entry("name", "ours"),
                Map.entry("preset", "ruff"),
                Map.entry("command", Map.of("sh", "x", "bat", "y")),
                Map.entry("reportFile", "out\\report.sarif"),
                Map.entry("format", "auto"),
                Map.entry("exitCodes", Map.of("clean", List.of(0), "findings", List.of(3, 4))),
                Map.entry("timeout", "90s"),
                Map.entry("retries", 2),
                Map.entry(
                        "covers",
                        Map.of("languages", List.of("python"), "weaknesses", List.of("xss", "cwe-1188", "secret"))),
                Map.entry("lineage", "other"),
                Map.entry("weight", 0.5),
                Map.entry("label", "linux && python"),
                Map.entry("env", Map.of("A", "b")),
                Map.entry("secrets", List.of("TOKEN"))));

        assertThat(tool.name()).isEqualTo("ours");
        assertThat(tool.preset()).isEqualTo("ruff");
        assertThat(tool.command()).isEqualTo(new Command("x", "y"));
        assertThat(tool.reportFile()).isEqualTo("out/report.sarif");
        assertThat(tool.format()).isEqualTo("auto");
        assertThat(tool.exitCodes()).isEqualTo(new ExitCodes(Set.of(0), Set.of(3, 4)));
        assertThat(tool.timeout()).contains(Duration.ofSeconds(90));
        assertThat(tool.retries()).contains(2);
        assertThat(tool.coverage().languages()).containsExactly("python");
        assertThat(tool.coverage().weaknesses()).containsExactlyInAnyOrder("xss", "cwe-1188", "secret");
        assertThat(tool.coverage().cwes()).isEmpty();
        assertThat(tool.voter().lineage()).isEqualTo("other");
        assertThat(tool.voter().weight()).isEqualTo(0.5);
        assertThat(tool.label()).isEqualTo("linux && python");
        assertThat(tool.env()).containsExactly(Map.entry("A", "b"));
        assertThat(tool.secrets()).containsExactly("TOKEN");
    }

    @Test
    void languagesAloneNarrowAPresetToWhatItKnowsInThem() throws Exception {
        Tool tool = tool(Map.of("preset", "semgrep", "covers", Map.of("languages", "c")));

        assertThat(tool.coverage())
                .isEqualTo(Presets.shipped().find("semgrep").orElseThrow().coverage(Set.of("c")));
        assertThat(tool.coverage().cwes()).contains(415).doesNotContain(89);
    }

    @Test
    void aPresetsSecretsStaySecretBesideOnesOwn() throws Exception {
        assertThat(tool(Map.of("preset", "snyk-code", "secrets", "OTHER")).secrets())
                .containsExactlyInAnyOrder("OTHER", "SNYK_TOKEN");
    }

    @Test
    void whatCredentialsAreBoundToIsSecretButTheUsersName() throws Exception {
        Tool tool = tool(Map.of(
                "preset",
                "pmd",
                "credentials",
                List.of(
                        Map.of("string", Map.of("credentialsId", "sonar", "variable", "SONAR_TOKEN")),
                        Map.of(
                                "usernamePassword",
                                Map.of(
                                        "credentialsId", "nexus",
                                        "usernameVariable", "NEXUS_USER",
                                        "passwordVariable", "NEXUS_PASSWORD")))));

        assertThat(tool.secrets()).containsExactlyInAnyOrder("SONAR_TOKEN", "NEXUS_PASSWORD");
    }

    @Test
    void aBindingOfCredentialsMustNameVariablesThatCanBeSet() {
        assertThatThrownBy(() -> tool(Map.of(
                        "preset",
                        "pmd",
                        "credentials",
                        List.of(
                                "sonar",
                                Map.of("string", Map.of("credentialsId", "", "variable", "REDUNDANCY_REPORT")),
                                Map.of("file", Map.of("credentialsId", "x", "variable", List.of("A")))))))
                .isInstanceOfSatisfying(
                        InvalidToolSetException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::what)
                                .containsExactlyInAnyOrder(
                                        "\"sonar\" is no binding of credentials",
                                        "credentialsId is empty",
                                        "\"REDUNDANCY_REPORT\" is no name of a variable",
                                        "a list of 1 stands where one value is needed"));
    }

    @Test
    void theCoordinatorPlaysSlotsWithTheirFallbacksAndLimits() throws Exception {
        ToolSet set = read(Map.of(
                "name",
                "demo",
                "required",
                1,
                "replicaTimeout",
                "20m",
                "worthAnother",
                List.of("timeout", "job"),
                "slots",
                List.of(Map.of("preset", "pmd", "timeout", "5m", "fallbacks", List.of("ast-grep")), "spotbugs")));

        assertThat(set.plan().slots().get(0).replicas()).containsExactly("pmd", "ast-grep");
        assertThat(set.plan().limits().get("pmd").timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(set.plan().limits().get("spotbugs").timeout())
                .as("the policy's")
                .isNull();
        assertThat(set.policy().replicaTimeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(set.policy().worthAnother()).containsExactlyInAnyOrder(FailureKind.TIMEOUT, FailureKind.JOB);
        assertThat(Coordinator.of(set.plan(), set.policy(), 1).plan()).isEqualTo(set.plan());
    }

    @Test
    void whatHasNoLinesIsNamedByItsSource() {
        assertThatThrownBy(() -> read(Map.of("name", "demo", "slots", List.of("pmdd"))))
                .isInstanceOfSatisfying(
                        InvalidToolSetException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(new Problem(
                                        new Place("redundantScan", 0, 0),
                                        "slots[0].preset",
                                        "\"pmdd\" cannot be used",
                                        "Did you mean \"pmd\"?")))
                .hasMessage("redundantScan: slots[0].preset: \"pmdd\" cannot be used. Did you mean \"pmd\"?");
    }

    @Test
    void aToolByItselfIsReadAsOneOfASet() throws Exception {
        Map<String, ?> plain = Map.of("preset", "pmd", "weight", 2, "covers", Map.of("weaknesses", "secret"));
        Place place = new Place("scanner", 0, 0);

        assertThat(ToolSetReader.readTool(Setting.of(plain, place), Presets.shipped()))
                .isEqualTo(tool(plain));
        assertThatThrownBy(() -> ToolSetReader.readTool(
                        Setting.of(Map.of("preset", "pmd", "exitCodes", List.of(0, 256)), place), Presets.shipped()))
                .hasMessage("scanner: exitCodes: \"256\" is no exit code. Write whole numbers from 0 to 255");
    }

    @Test
    void aVeryLongValueIsNotRepeatedInFull() {
        assertThatThrownBy(() -> read(Map.of("name", "x".repeat(100_000), "slots", List.of("pmd"))))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void aGateCanBeLeftOutByAWord() throws Exception {
        assertThat(read(Map.of("name", "demo", "slots", List.of("pmd"), "gate", "none"))
                        .gate()
                        .rules())
                .isEmpty();
    }

    @Test
    void whatMustBeInstalledIsThePresetsOrTheCommandsFirstWord() throws Exception {
        assertThat(tool(Map.of("preset", "sonarqube")).programs(true)).containsExactly("sonar-scanner");
        Tool own = tool(Map.of("name", "own", "command", Map.of("sh", " my-scan --all", "bat", "call scan.bat")));
        assertThat(own.programs(true)).containsExactly("my-scan");
        assertThat(own.programs(false)).as("a word of the shell").isEmpty();
        assertThat(tool(Map.of("name", "own", "command", "./scan.sh")).programs(true))
                .as("a path")
                .isEmpty();
    }

    @Test
    void aToolSetExplainsItself() throws Exception {
        ToolSet set = read(Map.of(
                "name",
                "demo",
                "slots",
                List.of("pmd", "spotbugs"),
                "required",
                "all",
                "onLost",
                "unstable",
                "onDegraded",
                "unstable",
                "partialCounts",
                true,
                "replicaTimeout",
                "20m",
                "gate",
                List.of(Map.of("severity", "critical", "allowed", 1, "findings", "all"))));

        assertThat(Explanation.of(set))
                .containsExactly(
                        "2 of 2 slots must be filled by a report, else the build is unstable;"
                                + " where a tool failed, it is unstable.",
                        "A report that says of itself that it is incomplete fills its slot.",
                        "Each attempt ends after 20 min.",
                        "A finding is confirmed by the rule 2.",
                        "The gate fails with more than 1 finding with confidence ≥ 0.5 at critical.");
        assertThat(Explanation.of(read(Map.of("name", "x", "slots", List.of("pmd"), "gate", List.of()))))
                .containsExactly(
                        "1 of 1 slot must be filled by a report, else the build fails.",
                        "A finding is confirmed by the rule 2.",
                        "There is no gate.");
    }
}
