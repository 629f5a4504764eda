/**
 * What scanners find, as values: start reading at {@link io.jenkins.plugins.redundancy.engine.finding.Finding}.
 * Imports nothing of ours.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.finding;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
