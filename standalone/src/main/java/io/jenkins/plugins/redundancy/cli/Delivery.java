package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;

/** How an attempt ended: the event for the coordinator, and the report where there is one. */
record Delivery(Event event, @CheckForNull ToolReport report) {

    static Delivery of(int attempt, ToolReport report) {
        return new Delivery(
                report.complete()
                        ? new Event.Succeeded(attempt)
                        : new Event.Partial(attempt, "its report says that the run is not complete"),
                report);
    }

    /** Its findings stand, its silence is an abstention. */
    static Delivery crashed(int attempt, ToolReport left, String reason) {
        return new Delivery(
                new Event.Crashed(attempt, reason + ", which does not mean that it ran"), left.incomplete());
    }

    static Delivery failed(int attempt, FailureKind kind, String reason) {
        return new Delivery(new Event.Failed(attempt, kind, PlainText.of(reason, 300)), null);
    }
}
