/**
 * Which replicas run, when, and what it comes to: start reading at
 * {@link io.jenkins.plugins.redundancy.engine.policy.Coordinator}. Imports nothing of ours.
 *
 * <p>Everything here is an immutable, serializable value without clock or thread: instants are handed in.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
