/**
 * Tool sets as configuration: of all of Jenkins ({@link io.jenkins.plugins.redundancy.config.RedundancyConfiguration},
 * a page of its own under Manage Jenkins), of a folder, and as code. Start reading at
 * {@link io.jenkins.plugins.redundancy.config.ToolSetConfig}: what is stored is what users wrote, key by key as in a
 * YAML file; only {@link io.jenkins.plugins.redundancy.config.ToolSetConfig#toolSet()} gives it a meaning, by the
 * engine's reader, which is therefore the one validator of forms, configuration as code, steps and command line. Steps
 * ask {@link io.jenkins.plugins.redundancy.config.ToolSets}. Imports {@code engine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
