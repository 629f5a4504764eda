package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How a plan is played and what it takes to win. A duration of zero means: no such limit, no such delay. Holds any
 * value, senseless ones too, so that {@link PolicyCheck} can tell all of them at once.
 *
 * @param mode how the slots are played
 * @param required how many of them must be filled
 * @param replicaTimeout longest run of one attempt, from its start; a replica may have its own in the plan
 * @param queueTimeout longest wait of one attempt for its start (an executor); over it, it failed by infrastructure
 * @param totalTimeout longest time for everything
 * @param retries further tries of the same replica before its fallback; a replica may have its own in the plan
 * @param backoff wait before each retry
 * @param hedgeDelay in a race: after how long the next slot starts as well; zero: all at once
 * @param worthAnother kinds of failure that are worth a retry or another replica
 * @param partialCounts whether an incomplete result fills its slot
 * @param cancelRest whether those still running are cancelled once enough slots are filled
 * @param cancelWhenLost whether those still running are cancelled once too few slots can be filled
 * @param onDegraded what a degraded verdict does to the build
 * @param onLost what a lost quorum does to the build
 */
public record Policy(
        Mode mode,
        Required required,
        Duration replicaTimeout,
        Duration queueTimeout,
        Duration totalTimeout,
        int retries,
        Backoff backoff,
        Duration hedgeDelay,
        Set<FailureKind> worthAnother,
        boolean partialCounts,
        boolean cancelRest,
        boolean cancelWhenLost,
        OnDegraded onDegraded,
        OnLost onLost)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** All but {@link FailureKind#JOB}. */
    public static final Set<FailureKind> NOT_THE_JOB =
            Set.of(FailureKind.INFRASTRUCTURE, FailureKind.TIMEOUT, FailureKind.INVALID_RESULT);

    public Policy {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(required, "required");
        Objects.requireNonNull(replicaTimeout, "replicaTimeout");
        Objects.requireNonNull(queueTimeout, "queueTimeout");
        Objects.requireNonNull(totalTimeout, "totalTimeout");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(hedgeDelay, "hedgeDelay");
        worthAnother = Set.copyOf(worthAnother);
        Objects.requireNonNull(onDegraded, "onDegraded");
        Objects.requireNonNull(onLost, "onLost");
    }

    /**
     * The defaults of a mode: no limits of time, no retries, fail closed. Failover needs all slots, a race one of
     * them, a quorum the majority. A race cancels the losers; elsewhere all results are wanted.
     */
    public static Policy of(Mode mode) {
        boolean race = mode == Mode.RACE;
        Required required =
                switch (mode) {
                    case FAILOVER -> Required.ALL;
                    case RACE -> Required.of(1);
                    case QUORUM -> Required.MAJORITY;
                };
        return new Policy(
                mode,
                required,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Backoff.DEFAULT,
                Duration.ZERO,
                NOT_THE_JOB,
                false,
                race,
                race,
                OnDegraded.SUCCESS,
                OnLost.FAIL);
    }

    /** Everything else stays as it is: begin with {@link #of} where the defaults of the other mode are wanted. */
    public Policy withMode(Mode value) {
        return new PolicyDraft(this).mode(value).policy();
    }

    public Policy withRequired(Required value) {
        return new PolicyDraft(this).required(value).policy();
    }

    public Policy withRequired(int value) {
        return withRequired(Required.of(value));
    }

    public Policy withReplicaTimeout(Duration value) {
        return new PolicyDraft(this).replicaTimeout(value).policy();
    }

    public Policy withQueueTimeout(Duration value) {
        return new PolicyDraft(this).queueTimeout(value).policy();
    }

    public Policy withTotalTimeout(Duration value) {
        return new PolicyDraft(this).totalTimeout(value).policy();
    }

    public Policy withRetries(int value) {
        return new PolicyDraft(this).retries(value).policy();
    }

    public Policy withBackoff(Backoff value) {
        return new PolicyDraft(this).backoff(value).policy();
    }

    public Policy withHedgeDelay(Duration value) {
        return new PolicyDraft(this).hedgeDelay(value).policy();
    }

    public Policy withWorthAnother(Set<FailureKind> value) {
        return new PolicyDraft(this).worthAnother(value).policy();
    }

    public Policy withPartialCounts(boolean value) {
        return new PolicyDraft(this).partialCounts(value).policy();
    }

    public Policy withCancelRest(boolean value) {
        return new PolicyDraft(this).cancelRest(value).policy();
    }

    public Policy withCancelWhenLost(boolean value) {
        return new PolicyDraft(this).cancelWhenLost(value).policy();
    }

    public Policy withOnDegraded(OnDegraded value) {
        return new PolicyDraft(this).onDegraded(value).policy();
    }

    public Policy withOnLost(OnLost value) {
        return new PolicyDraft(this).onLost(value).policy();
    }
}
