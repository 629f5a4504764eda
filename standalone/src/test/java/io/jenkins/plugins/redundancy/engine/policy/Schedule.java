package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A random plan under a random policy, the same for the same seed. Times are whole milliseconds. */
record Schedule(long seed, Plan plan, Policy policy) {

    static Schedule of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Plan plan = plan(random);
        return new Schedule(seed, plan, policy(random, plan.slots().size()));
    }

    private static Plan plan(SplittableRandom random) {
        int count = random.nextInt(40) == 0 ? 12 : 1 + random.nextInt(4);
        List<Slot> slots = new ArrayList<>();
        Map<String, ReplicaLimits> limits = new HashMap<>();
        for (int slot = 0; slot < count; slot++) {
            List<String> replicas = new ArrayList<>();
            int depth = 1 + random.nextInt(3);
            for (int i = 0; i < depth; i++) {
                String replica = "r" + slot + "." + i;
                replicas.add(replica);
                if (random.nextInt(5) == 0) {
                    limits.put(
                            replica,
                            new ReplicaLimits(
                                    random.nextBoolean() ? time(random, 2_000) : null,
                                    random.nextBoolean() ? random.nextInt(3) : null));
                }
            }
            slots.add(new Slot("s" + slot, replicas));
        }
        return new Plan(slots, limits);
    }

    private static Policy policy(SplittableRandom random, int slots) {
        Mode mode = Mode.values()[random.nextInt(3)];
        Policy policy = Policy.of(mode);
        switch (random.nextInt(4)) {
            case 0 -> policy = policy.withRequired(1 + random.nextInt(slots));
            case 1 -> policy = policy.withRequired(Required.ALL);
            case 2 -> policy = policy.withRequired(Required.MAJORITY);
            default -> {}
        }
        Duration base = time(random, 500);
        policy = policy.withReplicaTimeout(time(random, 3_000))
                .withQueueTimeout(time(random, 2_000))
                .withTotalTimeout(random.nextBoolean() ? Duration.ZERO : time(random, 9_000))
                .withRetries(random.nextInt(3))
                .withBackoff(new Backoff(base, base.plus(time(random, 1_000)), random.nextInt(11) / 10.0))
                .withPartialCounts(random.nextBoolean());
        if (mode == Mode.RACE) {
            policy = policy.withHedgeDelay(time(random, 1_500));
        }
        if (random.nextInt(3) == 0) {
            policy = policy.withWorthAnother(kinds(random));
        }
        if (random.nextInt(3) == 0) {
            policy = policy.withCancelRest(random.nextBoolean()).withCancelWhenLost(random.nextBoolean());
        }
        return policy;
    }

    private static Set<FailureKind> kinds(SplittableRandom random) {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Zero, which means none, in one of three cases. */
    private static Duration time(SplittableRandom random, int most) {
        return random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(most));
    }
}
