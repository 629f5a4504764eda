/**
 * What users read on build pages, and the store it is read from: start reading at
 * {@link io.jenkins.plugins.redundancy.pages.ScanAction}. Imports {@code engine.report} and {@code engine.merge}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
