/**
 * Many reports to one: correlation, agreement, confidence, baseline, suppressions, gate. Start reading at
 * {@link io.jenkins.plugins.redundancy.engine.merge.Merge}. Imports {@code read} and {@code finding}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
