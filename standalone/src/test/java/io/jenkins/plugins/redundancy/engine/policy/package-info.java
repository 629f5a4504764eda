/**
 * The coordinator held to its invariants: {@code CoordinatorPropertyTest} plays random {@code Schedule}s in a
 * {@code World}, a {@code Judge} that knows only what was said and done looks for broken {@code Invariant}s.
 */
package io.jenkins.plugins.redundancy.engine.policy;
