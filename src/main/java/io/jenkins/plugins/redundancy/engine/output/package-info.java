/**
 * What builds put out, as data: {@link io.jenkins.plugins.redundancy.engine.output.Manifest} holds the digests of files, so
 * that the outputs of several machines can be compared. Imports nothing.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.output;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
