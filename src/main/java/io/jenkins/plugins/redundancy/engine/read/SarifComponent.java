package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A SARIF {@code toolComponent} (§3.19): the driver, an extension or a taxonomy, with its rules or taxa. */
final class SarifComponent {
    String name = "";
    String fullName = "";
    String version = "";

    @CheckForNull
    String guid;

    final List<SarifRule> rules = new ArrayList<>();
    final List<String> taxa = new ArrayList<>(0);
    Map<String, String> messages = Map.of();
    final Map<SarifRule, Rule> finished = new IdentityHashMap<>();

    private final Map<String, SarifRule> byId = new HashMap<>();

    void read(JsonInput in, Reading reading) throws IOException {
        if (!in.object()) {
            return;
        }
        String semanticVersion = "";
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "name" -> name = in.message();
                case "fullName" -> fullName = in.message();
                case "version" -> version = in.message();
                case "semanticVersion" -> semanticVersion = in.message();
                case "guid" -> guid = SarifReference.lenientGuid(in);
                case "rules" -> readRules(in, reading);
                case "taxa" -> readTaxa(in, reading);
                case "globalMessageStrings" -> messages = SarifRule.readMessages(in);
                default -> in.skip();
            }
        }
        if (version.isEmpty()) {
            version = semanticVersion;
        }
    }

    /** A malformed rule costs that rule; its place stays, because results point at rules by index. */
    private void readRules(JsonInput in, Reading reading) throws IOException {
        if (!in.array()) {
            return;
        }
        Object array = in.mark();
        while (in.element()) {
            reading.budget.spendResult();
            SarifRule rule = new SarifRule();
            rules.add(rule);
            try {
                rule.read(in);
            } catch (MalformedValueException e) {
                reading.warn(e.getMessage() + "; the rest of this rule is left out");
                in.recover(array);
            }
            byId.putIfAbsent(rule.id, rule);
        }
    }

    private void readTaxa(JsonInput in, Reading reading) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            reading.budget.spendResult();
            String id = "";
            if (in.object()) {
                for (String field; (field = in.field()) != null; ) {
                    if (field.equals("id")) {
                        String text = in.scalarText();
                        id = text == null ? "" : text;
                    } else {
                        in.skip();
                    }
                }
            }
            taxa.add(id);
        }
    }

    /**
     * The rule of a hierarchical id: its own, else that of the id without its last {@code /} segments (§3.52.4).
     */
    @CheckForNull
    SarifRule byId(String id) {
        for (String at = id; ; at = at.substring(0, at.lastIndexOf('/'))) {
            SarifRule rule = byId.get(at);
            if (rule != null || at.lastIndexOf('/') < 0) {
                return rule;
            }
        }
    }
}
