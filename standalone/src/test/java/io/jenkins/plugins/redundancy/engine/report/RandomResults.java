package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Results of every shape, with texts and paths as hostile as a tool can make them. */
final class RandomResults {

    private static final List<String> TOOLS = List.of("alpha", "beta {0}", "gamma </script>");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "{0} {12} {name}",
            "[x](y) [z](1)",
            "</script><img src=x onerror=alert(1)>",
            "\u0000\u0001\u001b[31m",
            "a\r\nb\u2028c\t\"\\",
            "é 漢 \ud83d\ude00",
            "${jndi:x} %s",
            "ends.");
    private static final List<String> PATHS = List.of(
            "src/A.java",
            "",
            ".",
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "C:/x/A b.java",
            "C:\\x\\A.java",
            "//host/share/x",
            "a%2e%2e/b%zz",
            "a:b",
            "1:2",
            "http://example.org/?q#f",
            "urn:x",
            "[v6]",
            "//",
            "é漢\ud83d\ude00",
            "a\u0000b\nc",
            "?q#f",
            "~/x",
            "a//b",
            "file:x");
    private static final List<Integer> CWES = List.of(22, 89, 328, 798, 1188);

    private final Random random;

    private RandomResults(Random random) {
        this.random = random;
    }

    static ScanResult of(Random random) {
        return of(random, random.nextInt(6));
    }

    static ScanResult of(Random random, int clusters) {
        return new RandomResults(random).result(clusters);
    }

    private ScanResult result(int count) {
        boolean baseline = random.nextBoolean();
        List<Merged.Tool> tools = new ArrayList<>();
        for (String tool : TOOLS) {
            Coverage coverage = new Coverage(Set.copyOf(some(() -> one("java", "c"), 1)), Set.of(), Set.copyOf(cwes()));
            Voter voter = new Voter(tool, one(tool, "family"), 1 + random.nextInt(4) / 2.0, coverage);
            tools.add(new Merged.Tool(voter, one(Merged.Participation.values()), text(), random.nextInt(9)));
        }
        List<Cluster> clusters = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            clusters.add(cluster(
                    String.format("%016x", i), baseline ? one(BaselineState.NEW, BaselineState.UNCHANGED) : null));
        }
        List<Cluster> gone = baseline
                ? List.of(cluster("ffffffffffffffaa", one(BaselineState.ABSENT, BaselineState.UNKNOWN)))
                : List.of();
        Merged merged = new Merged(clusters, gone, tools, one("2", "weighted(0.6)"), some(this::text, 3));
        return new ScanResult(
                text(), random.nextBoolean() ? verdict() : null, merged, gate(), baseline ? text() : null);
    }

    private Cluster cluster(String id, BaselineState state) {
        List<Integer> cwes = cwes();
        WeaknessClass weakness = WeaknessClass.of(cwes, "alpha", "rule " + text());
        List<Finding> findings = some(() -> finding(cwes, weakness), 3);
        findings.add(finding(cwes, weakness));
        // secrets correlate by place alone, so a finding may be of another class than its cluster
        findings.add(finding(List.of(259), WeaknessClass.ofCwe(259)));
        Map<String, Vote> votes = new TreeMap<>();
        TOOLS.forEach(tool -> votes.put(tool, one(Vote.values())));
        return new Cluster(
                id,
                weakness,
                subject(),
                one(Severity.values()),
                findings,
                votes,
                one(Agreement.values()),
                random.nextInt(10_001) / 10_000.0,
                text(),
                state,
                one(null, "", text()));
    }

    private Finding finding(List<Integer> cwes, WeaknessClass weakness) {
        Rule rule = new Rule(
                one("r", "x{0}", "a b/c"),
                text(),
                text(),
                one("", "https://example.org/r?{0}"),
                cwes,
                one(null, Severity.HIGH));
        Map<String, String> fingerprints = random.nextBoolean() ? Map.of() : Map.of("print/v1", text(), "b", text());
        return new Finding(
                one(TOOLS.toArray(String[]::new)),
                rule,
                cwes,
                weakness,
                subject(),
                one(Severity.values()),
                text(),
                fingerprints,
                some(() -> new CodeFlowStep(location(), text()), 3),
                some(() -> new Suppression(one("inSource", "external"), one("accepted", "rejected"), text()), 1));
    }

    private Subject subject() {
        Location at = random.nextInt(4) == 0 ? null : location();
        return switch (random.nextInt(5)) {
            case 0 -> new Subject.Dependency("maven/x/" + text(), text(), List.of("CVE-2026-1", text()), at);
            case 1 -> new Subject.Secret(at);
            case 2 -> new Subject.Configuration(text(), at);
            default -> new Subject.Code(at);
        };
    }

    private Location location() {
        int start = one(0, 1, 7, Integer.MAX_VALUE);
        int end = start == 7 ? one(7, 9) : start;
        return new Location(
                one(PATHS.toArray(String[]::new)), start, one(0, 1, 5), end, one(0, 1, 3, 9), one("", text()));
    }

    private Verdict verdict() {
        Instant began = Instant.ofEpochMilli(1_780_000_000_000L + random.nextInt(1_000_000));
        List<Attempt> attempts = some(
                () -> new Attempt(
                        random.nextInt(9),
                        text(),
                        one(TOOLS.toArray(String[]::new)),
                        1 + random.nextInt(2),
                        one(Attempt.State.values()),
                        one(null, FailureKind.TIMEOUT),
                        began,
                        one(null, began),
                        one(null, began.plusNanos(random.nextInt(1_000_000_000))),
                        text()),
                3);
        Duration cost = Duration.ofMillis(random.nextInt(100_000));
        return new Verdict(
                one(Outcome.values()),
                text(),
                1,
                2,
                3,
                one(Consequence.values()),
                began,
                began.plusSeconds(9),
                attempts,
                new Cost(cost, Duration.ZERO, cost.plusMillis(1)));
    }

    private GateResult gate() {
        GateRule rule = new GateRule(
                GateResult.Outcome.UNSTABLE,
                2,
                random.nextBoolean(),
                .25,
                one(null, Agreement.CONFIRMED),
                Severity.LOW,
                Set.of("code", "secret"),
                Set.of());
        GateResult result = new GateResult(
                one(GateResult.Outcome.values()),
                text(),
                some(() -> new GateResult.Breach(rule, text(), List.of("0000000000000001")), 2));
        return one(null, result);
    }

    private List<Integer> cwes() {
        return some(() -> one(CWES.toArray(Integer[]::new)), 2).stream()
                .distinct()
                .sorted()
                .toList();
    }

    private String text() {
        return one(TEXTS.toArray(String[]::new));
    }

    private <T> List<T> some(Supplier<T> item, int most) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
