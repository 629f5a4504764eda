package io.jenkins.plugins.redundancy.config;

import java.util.List;

/** Tool sets for tests. */
final class Samples {

    private Samples() {}

    static SlotConfig slot(String preset) {
        SlotConfig slot = new SlotConfig();
        slot.setPreset(preset);
        return slot;
    }

    /** The given presets, a slot each. */
    static ToolSetConfig simple(String name, String... presets) {
        return new ToolSetConfig(
                name, List.of(presets).stream().map(Samples::slot).toList());
    }

    /** Says something in every field. */
    static ToolSetConfig full() {
        SlotConfig own = new SlotConfig();
        fill(own);
        ToolConfig fallback = new ToolConfig();
        fallback.setPreset("ast-grep");
        fallback.setName("stand-in");
        own.setFallbacks(List.of(fallback, slotlessTool()));
        ToolSetConfig set = new ToolSetConfig("full", List.of(own, slot("spotbugs"), slot("bandit")));
        set.setRequired("2");
        set.setAgreement("weighted(0.6)");
        set.setGate(List.of(rule(), new GateRuleConfig()));
        set.setReplicaTimeout("20m");
        set.setQueueTimeout("5m");
        set.setTotalTimeout("1h");
        set.setRetries(1);
        set.setBackoff("3s");
        set.setBackoffMax("2m");
        set.setBackoffJitter(0.25);
        set.setWorthAnother(List.of("timeout", "infrastructure"));
        set.setPartialCounts(true);
        set.setCancelRest(true);
        set.setCancelWhenLost(true);
        set.setOnDegraded("unstable");
        set.setOnLost("unstable");
        LimitsConfig limits = new LimitsConfig();
        limits.setBytes(5_000_000_000L);
        limits.setDepth(50);
        limits.setResults(1000);
        limits.setStringLength(2000);
        limits.setMessageLength(300);
        set.setLimits(limits);
        return set;
    }

    private static ToolConfig slotlessTool() {
        ToolConfig tool = new ToolConfig();
        fill(tool);
        tool.setName("second");
        tool.setCredentials(null);
        return tool;
    }

    private static void fill(ToolConfig tool) {
        tool.setName("ours");
        tool.setPreset("pmd");
        CommandConfig command = new CommandConfig();
        command.setSh("first line\nsecond \"$REDUNDANCY_REPORT\" ${HOME}");
        command.setBat("scan.bat \"%REDUNDANCY_REPORT%\"");
        tool.setCommand(command);
        tool.setReportFile("target/report.sarif");
        tool.setFormat("sarif");
        ExitCodesConfig codes = new ExitCodesConfig();
        codes.setClean(List.of(0, 7));
        codes.setFindings(List.of(3));
        tool.setExitCodes(codes);
        tool.setTimeout("90s");
        tool.setRetries(2);
        CoversConfig covers = new CoversConfig();
        covers.setLanguages(List.of("java", "kotlin"));
        covers.setWeaknesses(List.of("sql-injection", "cwe-1188"));
        tool.setCovers(covers);
        tool.setLineage("ours-rules");
        tool.setWeight(0.5);
        tool.setLabel("linux && java");
        tool.setEnv(List.of(new VariableConfig("JAVA_OPTS", "-Xmx1g"), new VariableConfig("LANG", "C")));
        tool.setSecrets(List.of("OTHER_TOKEN"));
        tool.setCredentials(List.of(
                new SecretTextConfig("sonar", "SONAR_TOKEN"),
                new UserPasswordConfig("nexus", "NEXUS_USER", "NEXUS_PASSWORD"),
                new SecretFileConfig("licence", "LICENCE")));
    }

    private static GateRuleConfig rule() {
        GateRuleConfig rule = new GateRuleConfig();
        rule.setOutcome("unstable");
        rule.setAllowed(5);
        rule.setFindings("all");
        rule.setConfidence(0.75);
        rule.setAgreement("confirmed");
        rule.setSeverity("medium");
        rule.setKind(List.of("code", "secret"));
        rule.setWeakness(List.of("sql-injection", "xss"));
        return rule;
    }
}
