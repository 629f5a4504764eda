package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.ManagementLink;

/** <em>Manage Jenkins » Redundancy</em>: the tool sets of all of Jenkins. */
@Extension
public class RedundancyLink extends ManagementLink {

    static final String URL = "redundancy";

    @Override
    public String getIconFileName() {
        return "symbol-git-compare-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.RedundancyLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.RedundancyLink_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.CONFIGURATION;
    }
}
