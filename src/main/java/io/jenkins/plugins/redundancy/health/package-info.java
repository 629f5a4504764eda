/**
 * What is remembered of tools over all builds: start reading at
 * {@link io.jenkins.plugins.redundancy.health.CircuitBreakers}. Imports {@code engine.policy}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.health;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
