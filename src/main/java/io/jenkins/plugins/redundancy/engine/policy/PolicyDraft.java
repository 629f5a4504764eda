package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.util.Set;

/** A policy while one of its values is exchanged. */
final class PolicyDraft {

    private Mode mode;
    private Required required;
    private Duration replicaTimeout;
    private Duration queueTimeout;
    private Duration totalTimeout;
    private int retries;
    private Backoff backoff;
    private Duration hedgeDelay;
    private Set<FailureKind> worthAnother;
    private boolean partialCounts;
    private boolean cancelRest;
    private boolean cancelWhenLost;
    private OnDegraded onDegraded;
    private OnLost onLost;

    PolicyDraft(Policy policy) {
        mode = policy.mode();
        required = policy.required();
        replicaTimeout = policy.replicaTimeout();
        queueTimeout = policy.queueTimeout();
        totalTimeout = policy.totalTimeout();
        retries = policy.retries();
        backoff = policy.backoff();
        hedgeDelay = policy.hedgeDelay();
        worthAnother = policy.worthAnother();
        partialCounts = policy.partialCounts();
        cancelRest = policy.cancelRest();
        cancelWhenLost = policy.cancelWhenLost();
        onDegraded = policy.onDegraded();
        onLost = policy.onLost();
    }

    PolicyDraft mode(Mode value) {
        mode = value;
        return this;
    }

    PolicyDraft required(Required value) {
        required = value;
        return this;
    }

    PolicyDraft replicaTimeout(Duration value) {
        replicaTimeout = value;
        return this;
    }

    PolicyDraft queueTimeout(Duration value) {
        queueTimeout = value;
        return this;
    }

    PolicyDraft totalTimeout(Duration value) {
        totalTimeout = value;
        return this;
    }

    PolicyDraft retries(int value) {
        retries = value;
        return this;
    }

    PolicyDraft backoff(Backoff value) {
        backoff = value;
        return this;
    }

    PolicyDraft hedgeDelay(Duration value) {
        hedgeDelay = value;
        return this;
    }

    PolicyDraft worthAnother(Set<FailureKind> value) {
        worthAnother = value;
        return this;
    }

    PolicyDraft partialCounts(boolean value) {
        partialCounts = value;
        return this;
    }

    PolicyDraft cancelRest(boolean value) {
        cancelRest = value;
        return this;
    }

    PolicyDraft cancelWhenLost(boolean value) {
        cancelWhenLost = value;
        return this;
    }

    PolicyDraft onDegraded(OnDegraded value) {
        onDegraded = value;
        return this;
    }

    PolicyDraft onLost(OnLost value) {
        onLost = value;
        return this;
    }

    Policy policy() {
        return new Policy(
                mode,
                required,
                replicaTimeout,
                queueTimeout,
                totalTimeout,
                retries,
                backoff,
                hedgeDelay,
                worthAnother,
                partialCounts,
                cancelRest,
                cancelWhenLost,
                onDegraded,
                onLost);
    }
}
