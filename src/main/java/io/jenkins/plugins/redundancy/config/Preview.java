package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.toolset.Explanation;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Problem;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSlot;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A tool set as its page shows it; everything in it is text that a view escapes. */
public final class Preview {

    private final ToolSets.Visible visible;
    private final List<String> problems = new ArrayList<>();

    @CheckForNull
    private ToolSet set;

    Preview(ToolSets.Visible visible) {
        this.visible = visible;
        try {
            set = visible.toolSet().toolSet();
        } catch (InvalidToolSetException x) {
            for (Problem problem : x.problems()) {
                problems.add(problem.path() + ": " + problem.what() + ". " + problem.remedy());
            }
        }
    }

    public String getName() {
        return visible.toolSet().getName();
    }

    /** Full name of the folder; empty for Jenkins itself. */
    public String getFolder() {
        return visible.folder();
    }

    /** Why it cannot be used; empty when it can. */
    public List<String> getProblems() {
        return problems;
    }

    /** What is asked of the scan, sentence by sentence. */
    public List<String> getSentences() {
        return set == null ? List.of() : Explanation.of(set);
    }

    List<Tool> tools() {
        return set == null ? List.of() : set.tools();
    }

    public List<Row> getRows() {
        List<Row> rows = new ArrayList<>();
        if (set != null) {
            int slot = 0;
            for (ToolSlot filled : set.slots()) {
                slot++;
                for (Tool tool : filled.tools()) {
                    rows.add(new Row(slot, tool, tool == filled.primary(), credentials(tool.name())));
                }
            }
        }
        return rows;
    }

    private String credentials(String tool) {
        List<String> ids = new ArrayList<>();
        for (UninstantiatedDescribable binding : visible.toolSet().credentials().getOrDefault(tool, List.of())) {
            ids.add(String.valueOf(binding.getArguments().get("credentialsId")));
        }
        return Lists.joined(ids);
    }

    /** One tool. */
    public record Row(int slot, Tool tool, boolean primary, String credentials) {

        public int getSlot() {
            return slot;
        }

        public boolean isPrimary() {
            return primary;
        }

        public String getName() {
            return tool.name();
        }

        public String getPreset() {
            return tool.preset();
        }

        public String getLabel() {
            return tool.label();
        }

        public String getSh() {
            return tool.command().sh();
        }

        public String getBat() {
            return tool.command().bat();
        }

        public String getReport() {
            return tool.reportFile().isEmpty() ? "$REDUNDANCY_REPORT" : tool.reportFile();
        }

        public String getFormat() {
            return tool.format();
        }

        public String getExitCodes() {
            return tool.exitCodes().toString();
        }

        public String getTimeout() {
            return tool.timeout().map(Durations::format).orElse("");
        }

        public String getCredentials() {
            return credentials;
        }
    }
}
