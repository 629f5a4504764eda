/**
 * What happened, as data: start reading at {@link io.jenkins.plugins.redundancy.engine.report.ScanResult}, then its two
 * written forms, {@link io.jenkins.plugins.redundancy.engine.report.ResultJson} and
 * {@link io.jenkins.plugins.redundancy.engine.report.SarifWriter}. Imports {@code merge}, {@code read}, {@code finding}
 * and {@code policy}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
