/**
 * How fast the engine is, and how much memory it takes: figures and commands are in docs/performance.md. Compiled with
 * every test run, run only in the profile {@code benchmark}. Start reading at
 * {@link io.jenkins.plugins.redundancy.benchmark.GeneratedLogs}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.benchmark;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
