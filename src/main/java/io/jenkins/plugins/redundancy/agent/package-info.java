/**
 * What happens on agents: a directory for each attempt, reading a report where it was written, telling that an agent is lost,
 * and giving back its executor. Start reading at
 * {@link io.jenkins.plugins.redundancy.agent.AttemptDirectory}. Imports {@code engine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.agent;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
