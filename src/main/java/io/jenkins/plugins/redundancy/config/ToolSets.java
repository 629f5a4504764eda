package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Nearest;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tool sets that a job sees: those of its folders, the nearest first, then those of all of Jenkins. */
public final class ToolSets {

    private ToolSets() {}

    /**
     * The nearest tool set of this name.
     *
     * @param item a job or folder; null: only those of all of Jenkins
     * @throws AbortException when there is none, naming those that there are
     */
    public static ToolSetConfig find(@CheckForNull Item item, String name) throws AbortException {
        Map<String, Visible> visible = visible(item);
        Visible found = visible.get(name);
        if (found == null) {
            throw new AbortException("there is no tool set '" + name + "'"
                    + (item == null ? "" : " for " + item.getFullName()) + ". " + remedy(name, visible));
        }
        return found.toolSet();
    }

    private static String remedy(String name, Map<String, Visible> visible) {
        if (visible.isEmpty()) {
            return "There are none yet: make one under Manage Jenkins » Redundancy, or in a folder's configuration";
        }
        return visible.values().stream()
                .map(Visible::toString)
                .collect(Collectors.joining(", ", Nearest.remedy(name, visible.keySet()) + " (", ")"));
    }

    /** By name, the nearest of each name, in the order in which forms offer them. */
    public static Map<String, Visible> visible(@CheckForNull Item item) {
        Map<String, Visible> visible = new LinkedHashMap<>();
        ItemGroup<?> group = item instanceof ItemGroup<?> own ? own : item == null ? null : item.getParent();
        while (group != null) {
            for (ToolSetSource source : ExtensionList.lookup(ToolSetSource.class)) {
                add(visible, source.of(group), group.getFullName());
            }
            group = group instanceof Item inner ? inner.getParent() : null;
        }
        add(visible, RedundancyConfiguration.get().getToolSets(), "");
        return visible;
    }

    private static void add(Map<String, Visible> visible, List<ToolSetConfig> sets, String folder) {
        sets.forEach(set -> visible.putIfAbsent(set.getName(), new Visible(set, folder)));
    }

    /**
     * Whether they can be used side by side.
     *
     * @throws InvalidToolSetException with everything that is wrong with any of them
     */
    static void check(List<ToolSetConfig> sets) throws InvalidToolSetException {
        List<Map<String, Object>> plain = new ArrayList<>();
        sets.forEach(set -> plain.add(set.plain()));
        if (!plain.isEmpty()) {
            Place place = new Place("Redundancy", 0, 0);
            ToolSetReader.readAll(Setting.of(Map.of("toolSets", plain), place), Presets.shipped());
        }
    }

    /**
     * A tool set and where it was found.
     *
     * @param folder full name; empty for Jenkins itself
     */
    public record Visible(ToolSetConfig toolSet, String folder) {
        @Override
        public String toString() {
            return toolSet.getName() + (folder.isEmpty() ? " of Jenkins" : " of folder " + folder);
        }
    }
}
