package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One slot of a tool set, its tool and its fallbacks. */
final class ToolReader {

    private static final List<String> TOOL = List.of(
            "name",
            "preset",
            "command",
            "reportFile",
            "format",
            "exitCodes",
            "timeout",
            "retries",
            "covers",
            "lineage",
            "weight",
            "label",
            "env",
            "secrets",
            "credentials");
    static final List<String> SLOT = slotKeys();
    private static final List<String> COMMAND = List.of("sh", "bat");
    private static final List<String> EXIT_CODES = List.of("clean", "findings");
    private static final List<String> COVERS = List.of("languages", "weaknesses");

    /** Findings that are not about a weakness of the code. */
    private static final Set<String> KINDS = Set.of("dependency", "secret", "configuration");

    /** Of an environment variable that a tool set may set. */
    private static final String VARIABLE = "(?!REDUNDANCY_)[A-Za-z_][A-Za-z0-9_]*";

    private static final String BINDING =
            "Write string: {credentialsId: …, variable: NAME}, file: with the same keys, or"
                    + " usernamePassword: {credentialsId: …, usernameVariable: NAME, passwordVariable: NAME}";

    private final Presets presets;
    private final List<Problem> problems;

    ToolReader(Presets presets, List<Problem> problems) {
        this.presets = presets;
        this.problems = problems;
    }

    private static List<String> slotKeys() {
        List<String> keys = new ArrayList<>(TOOL);
        keys.add("fallbacks");
        return List.copyOf(keys);
    }

    /** @param names of all tools of the set so far, with where they stand; this slot's are added */
    ToolSlot slot(Setting setting, String path, Map<String, String> names) {
        Setting primary = presetOf(setting);
        Fields fields = Fields.of(primary, path, SLOT, problems);
        Tool tool = tool(fields, path, names);
        List<Tool> fallbacks = new ArrayList<>();
        List<Setting> items = fields.items("fallbacks");
        for (int i = 0; i < items.size(); i++) {
            fallbacks.add(tool(items.get(i), fields.path("fallbacks") + "[" + i + "]", names));
        }
        return new ToolSlot(tool, fallbacks);
    }

    /** A tool that has no fallbacks. */
    Tool tool(Setting setting, String path, Map<String, String> names) {
        return tool(Fields.of(presetOf(setting), path, TOOL, problems), path, names);
    }

    /** {@code - pmd} is short for {@code - preset: pmd}. */
    private static Setting presetOf(Setting setting) {
        return setting instanceof Setting.Scalar
                ? new Setting.Mapping(Map.of("preset", setting), Map.of("preset", setting.at()), setting.at())
                : setting;
    }

    private Tool tool(Fields fields, String path, Map<String, String> names) {
        Optional<Preset> preset = fields.parsed("preset", this::preset);
        String name = fields.parsed("name", Names::check)
                .orElseGet(() -> preset.map(Preset::id).orElse("tool"));
        if (preset.isEmpty() && !fields.has("name") && !fields.has("preset")) {
            fields.problem("name", "the tool has neither a preset nor a name", "Write preset: or name: and command:");
        } else if ((fields.has("name") || preset.isPresent()) && names.putIfAbsent(name, path) != null) {
            fields.problem(
                    fields.has("name") ? "name" : "preset",
                    "the tool at " + names.get(name) + " is called \"" + name + "\" too",
                    "Give one of them a name: of its own");
        }
        Tool base = preset.map(Tool::of).orElseGet(() -> own(name, fields));
        return new Tool(
                name,
                base.preset(),
                command(fields).orElse(base.command()),
                fields.parsed("reportFile", ToolReader::reportFile).orElse(base.reportFile()),
                fields.parsed("format", ToolReader::format).orElse(base.format()),
                exitCodes(fields).orElse(base.exitCodes()),
                fields.duration("timeout"),
                fields.count("retries"),
                coverage(fields, preset).orElse(base.coverage()),
                fields.parsed("lineage", Names::check).orElse(base.lineage()),
                fields.parsed("weight", ToolReader::weight).orElse(base.weight()),
                fields.has("command") ? List.of() : base.executables(),
                fields.text("label").orElse(""),
                env(fields),
                secrets(fields, base.secrets()));
    }

    private Preset preset(String id) {
        return presets.find(id).orElseThrow(() -> new IllegalArgumentException(Nearest.remedy(id, presets.ids())));
    }

    /** A tool without preset: everything but its command has a default. */
    private Tool own(String name, Fields fields) {
        if (!fields.has("command") && !fields.has("preset")) {
            fields.problem("command", "the tool has no command", "Write command: with sh: or bat:, or name a preset:");
        }
        return new Tool(
                name,
                "",
                new Command(":", ""),
                "",
                "auto",
                ExitCodes.ZERO,
                Optional.empty(),
                Optional.empty(),
                Coverage.NOTHING,
                name,
                1,
                List.of(),
                "",
                Map.of(),
                Set.of());
    }

    /** A text is a shell script; a mapping has sh and bat. */
    private Optional<Command> command(Fields fields) {
        Optional<Setting> setting = fields.get("command");
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        String sh;
        String bat = "";
        if (setting.get() instanceof Setting.Scalar scalar) {
            sh = scalar.text();
        } else {
            Fields scripts = Fields.of(setting.get(), fields.path("command"), COMMAND, problems);
            sh = scripts.text("sh").orElse("");
            bat = scripts.text("bat").orElse("");
        }
        if (sh.isBlank() && bat.isBlank()) {
            fields.problem("command", "the command is empty", "Write the command line that writes $REDUNDANCY_REPORT");
            return Optional.empty();
        }
        return Optional.of(new Command(sh, bat));
    }

    /** A list is every code that means success; a mapping tells clean from findings. */
    private Optional<ExitCodes> exitCodes(Fields fields) {
        Optional<Setting> setting = fields.get("exitCodes");
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> clean;
        Set<Integer> findings = Set.of();
        if (setting.get() instanceof Setting.Mapping) {
            Fields codes = Fields.of(setting.get(), fields.path("exitCodes"), EXIT_CODES, problems);
            clean = codes(codes, "clean");
            findings = codes(codes, "findings");
        } else {
            clean = codes(fields, "exitCodes");
        }
        return clean.isEmpty() && findings.isEmpty() ? Optional.empty() : Optional.of(new ExitCodes(clean, findings));
    }

    private Set<Integer> codes(Fields fields, String key) {
        Set<Integer> codes = new TreeSet<>();
        for (Setting.Scalar code : fields.texts(key)) {
            if (code.text().matches("[0-9]{1,3}") && Integer.parseInt(code.text()) <= 255) {
                codes.add(Integer.valueOf(code.text()));
            } else {
                problems.add(new Problem(
                        code.at(),
                        fields.path(key),
                        code.shown() + " is no exit code",
                        "Write whole numbers from 0 to 255"));
            }
        }
        return codes;
    }

    /** What is left out stays the preset's; languages narrow it to what the preset knows of them. */
    private Optional<Coverage> coverage(Fields fields, Optional<Preset> preset) {
        Optional<Setting> setting = fields.get("covers");
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        Fields covers = Fields.of(setting.get(), fields.path("covers"), COVERS, problems);
        Set<String> languages = new TreeSet<>();
        covers.texts("languages").forEach(language -> languages.add(language.text()));
        Coverage known = preset.map(found -> found.coverage(languages)).orElse(Coverage.NOTHING);
        Set<String> weaknesses = weaknesses(covers);
        return Optional.of(
                weaknesses.isEmpty()
                        ? new Coverage(
                                languages.isEmpty() ? known.languages() : languages, known.weaknesses(), known.cwes())
                        : new Coverage(languages.isEmpty() ? known.languages() : languages, weaknesses, Set.of()));
    }

    private Set<String> weaknesses(Fields covers) {
        Set<String> weaknesses = new TreeSet<>();
        for (Setting.Scalar id : covers.texts("weaknesses")) {
            Optional<String> weakness = KINDS.contains(id.text())
                    ? Optional.of(id.text())
                    : WeaknessClass.ofId(id.text()).map(WeaknessClass::id);
            weakness.ifPresent(weaknesses::add);
            if (weakness.isEmpty()) {
                problems.add(new Problem(
                        id.at(),
                        covers.path("weaknesses"),
                        id.shown() + " is no weakness class",
                        Nearest.remedy(
                                        id.text(),
                                        WeaknessClass.known().stream()
                                                .map(WeaknessClass::id)
                                                .toList())
                                + " A CWE is written cwe-79"));
            }
        }
        return weaknesses;
    }

    private Map<String, String> env(Fields fields) {
        Map<String, String> env = new LinkedHashMap<>();
        fields.get("env").ifPresent(setting -> {
            if (!(setting instanceof Setting.Mapping mapping)) {
                fields.problem(
                        "env", setting.shown() + " stands where names and values are needed", "Write NAME: value");
                return;
            }
            mapping.entries().forEach((key, value) -> {
                if (!key.matches(VARIABLE)) {
                    fields.problem(
                            "env",
                            new Setting.Scalar(key, setting.at()).shown() + " cannot be set",
                            "Use letters, digits and underscores, not starting with a digit or REDUNDANCY_");
                } else if (value instanceof Setting.Scalar scalar) {
                    env.put(key, scalar.text());
                } else {
                    fields.problem(
                            "env", value.shown() + " stands where one value is needed", "Write " + key + ": value");
                }
            });
        });
        return env;
    }

    private static Set<String> secrets(Fields fields, Set<String> known) {
        Set<String> secrets = new TreeSet<>(known);
        fields.texts("secrets").forEach(secret -> secrets.add(secret.text()));
        for (Setting binding : fields.items("credentials")) {
            bound(fields, binding, secrets);
        }
        return secrets;
    }

    /** {@code string: {credentialsId: …, variable: NAME}} and its like: outside of Jenkins the caller sets the variables. */
    private static void bound(Fields fields, Setting setting, Set<String> secrets) {
        if (!(setting instanceof Setting.Mapping kinds)
                || kinds.entries().size() != 1
                || !(kinds.entries().values().iterator().next() instanceof Setting.Mapping binding)) {
            fields.problem("credentials", setting.shown() + " is no binding of credentials", BINDING);
            return;
        }
        binding.entries().forEach((key, value) -> {
            boolean variable = key.toLowerCase(Locale.ROOT).endsWith("variable");
            if (!(value instanceof Setting.Scalar scalar)) {
                fields.problem("credentials", value.shown() + " stands where one value is needed", BINDING);
            } else if (scalar.text().isBlank() && (variable || key.equals("credentialsId"))) {
                fields.problem("credentials", key + " is empty", BINDING);
            } else if (variable && !scalar.text().matches(VARIABLE)) {
                fields.problem(
                        "credentials",
                        scalar.shown() + " is no name of a variable",
                        "Use letters, digits and underscores, not starting with a digit or REDUNDANCY_");
            } else if (variable && !key.equals("usernameVariable")) {
                secrets.add(scalar.text());
            }
        });
    }

    private static String reportFile(String path) {
        String plain = path.replace('\\', '/');
        if (plain.startsWith("/") || plain.matches("[A-Za-z]:.*") || ("/" + plain + "/").contains("/../")) {
            throw new IllegalArgumentException("write a path inside the scanned directory, like target/report.sarif");
        }
        return plain;
    }

    private static String format(String format) {
        if (!format.equals("auto") && !format.equals(SonarQubeTask.FORMAT) && !ReportReader.knows(format)) {
            throw new IllegalArgumentException("write auto, " + SonarQubeTask.FORMAT + ", " + ReportReader.FORMATS);
        }
        return format;
    }

    private static double weight(String text) {
        try {
            double weight = Double.parseDouble(text);
            if (weight > 0 && weight <= 1000) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("write a number above 0, like 1 or 0.5", e);
        }
        throw new IllegalArgumentException("write a number above 0 and at most 1000, like 1 or 0.5");
    }
}
