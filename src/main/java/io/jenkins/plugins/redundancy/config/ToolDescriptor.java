package io.jenkins.plugins.redundancy.config;

import hudson.model.Descriptor;

/** The form of a tool, with and without fallbacks. */
public abstract class ToolDescriptor extends Descriptor<ToolConfig> {}
