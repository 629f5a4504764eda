package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which findings about packages are one: the same package with an advisory in common, by any alias. Two known versions
 * of a package are two; the manifest does not matter.
 */
final class Dependencies {

    private final Map<String, List<Located>> byName = new HashMap<>();

    void add(Located finding) {
        byName.computeIfAbsent(normalised(subject(finding).name()), name -> new ArrayList<>())
                .add(finding);
    }

    private static Subject.Dependency subject(Located finding) {
        return (Subject.Dependency) finding.finding().subject();
    }

    /** Ecosystems disagree on case and separators; {@code group:artifact} is {@code group/artifact}. */
    static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replace(':', '/').replace('_', '-');
    }

    void drafts(Consumer<List<Draft>> drafts) {
        Map<String, BitSet> tools = new HashMap<>();
        byName.forEach((name, findings) -> {
            BitSet set = tools.computeIfAbsent(name, n -> new BitSet());
            findings.forEach(finding -> set.set(finding.tool()));
        });
        Map<String, List<Located>> byPackage = new TreeMap<>();
        SuffixGroups.representatives(tools, 1)
                .forEach((name, representative) -> byPackage
                        .computeIfAbsent(representative, n -> new ArrayList<>())
                        .addAll(byName.get(name)));
        for (List<Located> findings : byPackage.values()) {
            for (List<Located> advisory : byAdvisory(findings)) {
                for (List<Located> same : byVersion(advisory)) {
                    drafts.accept(List.of(Correlation.draftOf(same, weakness(same), "")));
                }
            }
        }
    }

    private static Collection<List<Located>> byAdvisory(List<Located> findings) {
        Map<String, String> parents = new HashMap<>();
        for (Located finding : findings) {
            String first = key(subject(finding).advisories().get(0));
            for (String alias : subject(finding).advisories()) {
                String a = root(parents, first);
                String b = root(parents, key(alias));
                // the smaller name is the root, whatever the order
                parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
            }
        }
        Map<String, List<Located>> byRoot = new TreeMap<>();
        for (Located finding : findings) {
            String root = root(parents, key(subject(finding).advisories().get(0)));
            byRoot.computeIfAbsent(root, r -> new ArrayList<>(2)).add(finding);
        }
        return byRoot.values();
    }

    private static String key(String advisory) {
        return advisory.toUpperCase(Locale.ROOT);
    }

    private static String root(Map<String, String> parents, String alias) {
        String name = alias;
        String parent = parents.getOrDefault(name, name);
        while (!parent.equals(name)) {
            String above = parents.getOrDefault(parent, parent);
            parents.put(name, above); // halves the way for the next one
            name = parent;
            parent = above;
        }
        return name;
    }

    private static Collection<List<Located>> byVersion(List<Located> findings) {
        Map<String, List<Located>> byVersion = new TreeMap<>();
        for (Located finding : findings) {
            byVersion
                    .computeIfAbsent(subject(finding).version(), version -> new ArrayList<>(2))
                    .add(finding);
        }
        if (byVersion.size() == 2 && byVersion.containsKey("")) {
            List<Located> unknown = byVersion.remove("");
            byVersion.values().iterator().next().addAll(unknown);
        }
        return byVersion.values();
    }

    /** The class that most of them name, a shared one first. */
    private static WeaknessClass weakness(List<Located> findings) {
        Map<WeaknessClass, Integer> named = new HashMap<>();
        findings.forEach(one -> named.merge(one.finding().weakness(), 1, Integer::sum));
        return named.entrySet().stream()
                .min(Comparator.<Map.Entry<WeaknessClass, Integer>, Boolean>comparing(
                                entry -> !entry.getKey().shared())
                        .thenComparing(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().id())
                        .thenComparing(entry -> entry.getKey().title()))
                .orElseThrow()
                .getKey();
    }
}
