/**
 * The command line: the engine without Jenkins. Clocks, threads, processes and files live here. Start reading at
 * {@link io.jenkins.plugins.redundancy.cli.Main}. Imports {@code engine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
