package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.report.FindingState;
import java.util.Locale;

/** The engine's terms in the reader's language. */
final class Words {

    private Words() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case MET -> Messages.Stages_met();
            case DEGRADED -> Messages.Stages_degraded();
            case LOST -> Messages.Stages_lost();
            case ABORTED -> Messages.Stages_aborted();
        };
    }

    static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Messages.Severity_critical();
            case HIGH -> Messages.Severity_high();
            case MEDIUM -> Messages.Severity_medium();
            case LOW -> Messages.Severity_low();
            case INFO -> Messages.Severity_info();
        };
    }

    static String of(Agreement agreement) {
        return switch (agreement) {
            case CONFIRMED -> Messages.Agreement_confirmed();
            case SINGLE_SOURCE -> Messages.Agreement_singleSource();
        };
    }

    static String of(FindingState state) {
        return switch (state) {
            case ALL -> Messages.FindingState_all();
            case OPEN -> Messages.FindingState_open();
            case NEW -> Messages.FindingState_new();
            case UNCHANGED -> Messages.FindingState_unchanged();
            case SUPPRESSED -> Messages.FindingState_suppressed();
            case ABSENT -> Messages.FindingState_absent();
            case UNKNOWN -> Messages.FindingState_unknown();
        };
    }

    static String of(BaselineState state) {
        return of(FindingState.valueOf(state.name()));
    }

    static String of(Vote vote) {
        return switch (vote) {
            case REPORTED -> Messages.Vote_reported();
            case SILENT -> Messages.Vote_silent();
            case ABSTAINED -> Messages.Vote_abstained();
        };
    }

    static String of(Merged.Participation participation) {
        return switch (participation) {
            case COMPLETE -> Messages.Participation_complete();
            case PARTIAL -> Messages.Participation_partial();
            case NONE -> Messages.Participation_none();
        };
    }

    static String of(Triage.Decision decision) {
        return switch (decision) {
            case ACCEPTED -> Messages.Decision_accepted();
            case FALSE_POSITIVE -> Messages.Decision_falsePositive();
        };
    }

    /** As addresses and stored forms have it: {@code single-source}. */
    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A link that a report gives, if it may be followed: anything but the web could run something. */
    @CheckForNull
    static String link(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") ? uri : null;
    }
}
