/**
 * Issues that a server keeps and no file holds. The connection and the clock are handed in; what comes out is a report
 * that {@code engine.read} takes.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.fetch;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
