package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.config.CommandConfig;
import io.jenkins.plugins.redundancy.config.CoversConfig;
import io.jenkins.plugins.redundancy.config.RedundancyConfiguration;
import io.jenkins.plugins.redundancy.config.SlotConfig;
import io.jenkins.plugins.redundancy.config.ToolConfig;
import io.jenkins.plugins.redundancy.config.ToolSetConfig;
import io.jenkins.plugins.redundancy.config.VariableConfig;
import java.util.List;

/** Tool sets for tests, of tools that are shell commands. */
final class ToolSetTools {

    /** Writes a report with one finding of SQL injection. */
    static final String REPORT = "printf '%s' \"$SARIF\" > \"$REDUNDANCY_REPORT\"";

    private ToolSetTools() {}

    static ToolSetConfig configure(String name, SlotConfig... slots) {
        ToolSetConfig set = new ToolSetConfig(name, List.of(slots));
        RedundancyConfiguration.get().setToolSets(List.of(set));
        return set;
    }

    static SlotConfig slot(String name, String sh, ToolConfig... fallbacks) {
        SlotConfig slot = new SlotConfig();
        fill(slot, name, sh);
        slot.setFallbacks(List.of(fallbacks));
        return slot;
    }

    static ToolConfig tool(String name, String sh) {
        ToolConfig tool = new ToolConfig();
        fill(tool, name, sh);
        return tool;
    }

    private static void fill(ToolConfig tool, String name, String sh) {
        tool.setName(name);
        CommandConfig command = new CommandConfig();
        command.setSh(sh);
        tool.setCommand(command);
        tool.setEnv(List.of(new VariableConfig("SARIF", Reports.sarif(10))));
        CoversConfig covers = new CoversConfig();
        covers.setWeaknesses(List.of("sql-injection"));
        tool.setCovers(covers);
    }
}
