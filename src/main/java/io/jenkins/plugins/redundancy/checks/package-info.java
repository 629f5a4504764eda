/**
 * Scans as checks of a code host, where the plugin checks-api is there: the only place that touches it. What a check says
 * is made by {@link io.jenkins.plugins.redundancy.engine.report.CheckReport}. Imports {@code pages} and {@code engine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.checks;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
