/**
 * What users call in Jenkinsfiles, one file per step: start reading at
 * {@link io.jenkins.plugins.redundancy.steps.RedundantScanStep}. A block step collects its replicas, then runs them as
 * branches of the real {@code parallel}: {@link io.jenkins.plugins.redundancy.steps.ReplicaGroup} holds the coordinator
 * they share, {@link io.jenkins.plugins.redundancy.steps.ReplicaSlotStep} is a branch. Imports {@code cps},
 * {@code agent}, {@code pages} and {@code engine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
