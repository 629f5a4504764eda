/**
 * Which scanners run, under what policy, and how they are started: tool sets and the catalogue of presets, as data.
 * Start reading at {@link io.jenkins.plugins.redundancy.engine.toolset.ToolSet}; every way to write one (YAML,
 * configuration as code, arguments of a step) goes through
 * {@link io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader}. Imports {@code policy}, {@code merge},
 * {@code read} and {@code finding}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.toolset;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
