package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ruleConfigurationOverrides} (§3.20.5) of a run's invocations: how the rules were set for this run, where that is
 * not as they declare it.
 */
final class SarifOverrides {
    private final Reading reading;
    private final List<Setting> open = new ArrayList<>(0);
    private final Map<SarifRule, List<Setting>> byRule = new IdentityHashMap<>(0);

    /** One rule's; null or absent where it stays as declared. */
    private static final class Setting {
        final int invocation;
        final SarifReference rule = new SarifReference();

        @CheckForNull
        String level;

        @CheckForNull
        Boolean enabled;

        Setting(int invocation) {
            this.invocation = invocation;
        }
    }

    SarifOverrides(Reading reading) {
        this.reading = reading;
    }

    void read(JsonInput in, int invocation) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            reading.budget.spendResult();
            Setting setting = new Setting(invocation);
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "descriptor" -> setting.rule.read(in);
                    case "configuration" -> readConfiguration(in, setting);
                    default -> in.skip();
                }
            }
            open.add(setting);
        }
    }

    private static void readConfiguration(JsonInput in, Setting setting) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "level" -> setting.level = SarifResult.lower(in.symbol());
                case "enabled" -> setting.enabled = in.isNull() ? null : in.bool();
                default -> in.skip();
            }
        }
    }

    boolean isEmpty() {
        return open.isEmpty() && byRule.isEmpty();
    }

    /** Finds the rules of what was read since the last time. */
    void resolve(SarifFindings findings) {
        if (open.isEmpty()) {
            return;
        }
        for (Setting setting : open) {
            SarifRule rule = findings.declared(setting.rule);
            if (rule != null) {
                byRule.computeIfAbsent(rule, r -> new ArrayList<>(1)).add(setting);
            }
        }
        open.clear();
    }

    boolean enabled(SarifRule rule) {
        boolean enabled = rule.enabled;
        for (Setting setting : byRule.getOrDefault(rule, List.of())) {
            if (setting.enabled != null) {
                enabled = setting.enabled;
            }
        }
        return enabled;
    }

    /**
     * The level of a result that has none of its own.
     *
     * @param invocation of the result; -1 where it does not say: then any invocation's override holds
     */
    String level(@CheckForNull SarifRule rule, int invocation) {
        String level = rule == null || rule.level == null ? "warning" : rule.level;
        if (rule != null && !byRule.isEmpty()) {
            for (Setting setting : byRule.getOrDefault(rule, List.of())) {
                if (setting.level != null && (invocation < 0 || invocation == setting.invocation)) {
                    level = setting.level;
                }
            }
        }
        return level;
    }

    /** By finished rule, for findings that were made before the overrides were read. */
    Map<Rule, Severity> severities(SarifComponent driver, List<SarifComponent> extensions) {
        Map<Rule, Severity> severities = new IdentityHashMap<>();
        for (SarifRule declared : byRule.keySet()) {
            if (declared.securitySeverity < 0) {
                Severity severity = Severity.ofSarifLevel(level(declared, -1));
                severities.put(driver.finished.get(declared), severity);
                extensions.forEach(extension -> severities.put(extension.finished.get(declared), severity));
            }
        }
        return severities;
    }
}
