package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSlot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tool set of those who wrote none: what is installed and knows a language that is there. */
final class ToolChoice {

    private static final String LAUNCHER = "Written by bin/scanners";

    private final Map<String, Integer> languages;
    private final boolean classes;
    private final SearchPath path;
    private final List<ToolSlot> slots = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    private ToolChoice(Map<String, Integer> languages, boolean classes, SearchPath path) {
        this.languages = languages;
        this.classes = classes;
        this.path = path;
    }

    static ToolChoice of(ScannedTree tree, SearchPath path, Presets presets) {
        ToolChoice choice = new ToolChoice(tree.languages(), tree.hasClasses(), path);
        Set<String> taken = new HashSet<>();
        for (Preset preset : presets.all()) {
            String program = preset.executables().get(0);
            if (choice.suits(preset) && !taken.contains(program) && choice.usable(preset)) {
                taken.add(program);
            }
        }
        return choice;
    }

    /** Why each preset that knows a language of the tree was chosen or left out. */
    List<String> reasons() {
        return reasons;
    }

    Optional<ToolSet> toolSet() {
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(new ToolSet(
                        "auto", slots, Policy.of(Mode.QUORUM), AgreementRule.DEFAULT, Gate.DEFAULT, Limits.DEFAULT));
    }

    private Set<String> shared(Preset preset) {
        Set<String> shared = new TreeSet<>(preset.languages());
        shared.retainAll(languages.keySet());
        return shared;
    }

    private boolean suits(Preset preset) {
        return preset.languages().isEmpty() || !shared(preset).isEmpty();
    }

    private boolean usable(Preset preset) {
        List<String> missing = path.missing(preset.executables());
        if (!missing.isEmpty()) {
            return left(preset, String.join(", ", missing) + " not on the PATH");
        } else if (preset.needs().contains("account") || preset.needs().contains("network")) {
            return left(preset, "uses the network: name it in a tool set if that is wanted");
        } else if (preset.needsClasses() && !classes) {
            return left(preset, "needs compiled classes, and there are none in target/classes or build/classes");
        } else if (preset.needs().contains("bin/scanners") && !launcher(preset)) {
            return left(preset, "needs the rules that bin/scanners installs");
        }
        Set<String> shared = shared(preset);
        slots.add(new ToolSlot(Tool.of(preset, shared), List.of()));
        reasons.add("chosen " + preset.id() + ": " + (shared.isEmpty() ? "any file" : String.join(", ", shared)));
        return true;
    }

    private boolean left(Preset preset, String why) {
        reasons.add("left out " + preset.id() + ": " + why);
        return false;
    }

    private boolean launcher(Preset preset) {
        Path file = path.find(preset.executables().get(0)).orElseThrow();
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(400), StandardCharsets.ISO_8859_1).contains(LAUNCHER);
        } catch (IOException e) {
            return false;
        }
    }
}
