package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a scan is asked for: its tool set, and what the Jenkinsfile says instead. Lives in program.dat, so that a change
 * of the configuration does not reach into a running scan.
 *
 * @param toolSet name and, in a folder, whose; empty where the Jenkinsfile names the scanners alone
 * @param agreement as {@link io.jenkins.plugins.redundancy.engine.merge.AgreementRule#parse} reads it
 * @param limits on each report
 * @param agentGrace how long the agent of a scanner with a label may be away; null: as {@link Agents} has it
 * @param reference name of the job to compare with, or {@code none}; null: as {@link ReferenceBuild} finds it
 * @param mergedSarif where the merged report is to be written, relative to the workspace; null: nowhere
 * @param skipPublishingChecks whether nobody outside of Jenkins is to be shown the scan
 */
record Scan(
        String id,
        String toolSet,
        Policy policy,
        String agreement,
        Gate gate,
        Limits limits,
        Sources sources,
        @CheckForNull Duration agentGrace,
        @CheckForNull String reference,
        @CheckForNull String mergedSarif,
        boolean skipPublishingChecks)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of the workspace, for scanners on other agents. */
    String stash() {
        return "redundancy-" + id;
    }
}
