package io.jenkins.plugins.redundancy.config;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/** Where item groups keep tool sets of their own: folders, if there are any. */
public abstract class ToolSetSource implements ExtensionPoint {

    /** Its own ones, not those it inherits. */
    public abstract List<ToolSetConfig> of(ItemGroup<?> group);
}
