package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of one thing that tools write from different roots: {@code org/x/A.java} and {@code src/main/java/org/x/A.java},
 * {@code log4j-core} and {@code maven/org.apache/log4j-core}. A name joins the longer one that ends with it where there is
 * only one such, and no tool that writes both: to that tool they are two things.
 */
final class SuffixGroups {

    /** Folders in front of a name that are tried without: more are no source tree. */
    private static final int MAX_LEADING_SEGMENTS = 40;

    private final Map<String, BitSet> toolsByName;
    private final Map<String, List<String>> longer = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    private static final class Group {
        final BitSet tools = new BitSet();
        String representative = "";
    }

    private SuffixGroups(Map<String, BitSet> toolsByName) {
        this.toolsByName = toolsByName;
    }

    /**
     * The name that stands for each name.
     *
     * @param toolsByName which tools write it
     * @param minSegments a name of fewer segments ({@code pom.xml}) says too little to be joined
     */
    static Map<String, String> representatives(Map<String, BitSet> toolsByName, int minSegments) {
        return new SuffixGroups(toolsByName).join(minSegments);
    }

    private Map<String, String> join(int minSegments) {
        String[] names = toolsByName.keySet().toArray(String[]::new);
        for (String name : names) {
            int slash = name.indexOf('/');
            for (int i = 0; slash >= 0 && i < MAX_LEADING_SEGMENTS; i++) {
                String suffix = name.substring(slash + 1);
                if (toolsByName.containsKey(suffix) && segments(suffix) >= minSegments) {
                    longer.computeIfAbsent(suffix, s -> new ArrayList<>()).add(name);
                }
                slash = name.indexOf('/', slash + 1);
            }
        }
        Arrays.sort(names, Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        Map<String, String> representatives = new HashMap<>();
        for (String name : names) {
            Group group = onlyGroup(name);
            if (group == null || group.tools.intersects(toolsByName.get(name))) {
                group = new Group();
            }
            group.tools.or(toolsByName.get(name));
            if (group.representative.isEmpty() || absolute(group.representative) && !absolute(name)) {
                group.representative = name;
            }
            groups.put(name, group);
        }
        for (String name : names) {
            representatives.put(name, groups.get(name).representative);
        }
        return representatives;
    }

    /** The group of all longer names, null when there are none or several; longer names have their group already. */
    @CheckForNull
    private Group onlyGroup(String name) {
        Group only = null;
        for (String candidate : longer.getOrDefault(name, List.of())) {
            Group group = groups.get(candidate);
            if (only != null && group != only) {
                return null;
            }
            only = group;
        }
        return only;
    }

    private static int segments(String name) {
        return 1 + (int) name.chars().filter(c -> c == '/').count();
    }

    /** A path that could not be brought below the root; it stands for a file only where nobody has a better one. */
    private static boolean absolute(String name) {
        return name.startsWith("/") || name.indexOf(':') == 1 || name.contains("://");
    }
}
