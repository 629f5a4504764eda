/**
 * Reports of scanners, in, under limits: start reading at {@link io.jenkins.plugins.redundancy.engine.read.ReportReader}.
 * Imports {@code finding}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
