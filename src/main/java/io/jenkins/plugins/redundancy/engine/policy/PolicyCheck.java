package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells everything that cannot be meant in a policy and a plan, at once; the fields are named as in YAML. */
public final class PolicyCheck {

    static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_RETRIES = 100;

    private final List<Problem> problems = new ArrayList<>();

    private PolicyCheck() {}

    /** What is wrong whatever the plan; empty if nothing is. */
    public static List<Problem> check(Policy policy) {
        PolicyCheck check = new PolicyCheck();
        check.policy(policy);
        return List.copyOf(check.problems);
    }

    /** What is wrong with either, or with both together; empty if nothing is. */
    public static List<Problem> check(Policy policy, Plan plan) {
        PolicyCheck check = new PolicyCheck();
        check.policy(policy);
        check.plan(plan);
        int slots = plan.slots().size();
        if (slots > 0 && policy.required().resolve(slots) > slots) {
            check.add(
                    "required",
                    policy.required(),
                    "there " + (slots == 1 ? "is only 1 slot" : "are only " + slots + " slots")
                            + ", require at most as many or add slots");
        }
        return List.copyOf(check.problems);
    }

    private void policy(Policy policy) {
        if (policy.required().rule() == Required.Rule.NUMBER
                && policy.required().number() < 1) {
            add("required", policy.required(), "require at least 1, majority or all");
        }
        duration("replicaTimeout", policy.replicaTimeout());
        duration("queueTimeout", policy.queueTimeout());
        duration("totalTimeout", policy.totalTimeout());
        duration("hedgeAfter", policy.hedgeDelay());
        duration("backoff.base", policy.backoff().base());
        duration("backoff.max", policy.backoff().max());
        retries("retries", policy.retries());
        Backoff backoff = policy.backoff();
        if (backoff.max().compareTo(backoff.base()) < 0) {
            add("backoff.max", backoff.max(), "must not be shorter than backoff.base, " + backoff.base());
        }
        if (!(backoff.jitter() >= 0 && backoff.jitter() <= 1)) {
            add("backoff.jitter", backoff.jitter(), "give a share between 0 and 1");
        }
        if (policy.mode() != Mode.RACE && !policy.hedgeDelay().isZero()) {
            add("hedgeAfter", policy.hedgeDelay(), "only a race hedges: leave it out or set mode: race");
        }
    }

    private void plan(Plan plan) {
        if (plan.slots().isEmpty()) {
            add("slots", "", "give at least one slot");
        }
        Set<String> names = new HashSet<>();
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            Slot slot = plan.slots().get(i);
            String field = "slots[" + i + "]";
            name(field + ".name", slot.name());
            if (!names.add(slot.name())) {
                add(field + ".name", slot.name(), "another slot has this name, choose one of its own");
            }
            if (slot.replicas().isEmpty()) {
                add(field + ".replicas", "", "name at least one replica for slot '" + Texts.oneLine(slot.name()) + "'");
            }
            for (String replica : slot.replicas()) {
                name(field + ".replicas", replica);
                String other = places.putIfAbsent(replica, slot.name());
                if (other != null) {
                    // one replica in two slots would count twice, which is the opposite of redundancy
                    add(field + ".replicas", replica, "is in slot '" + other + "' already, name it once");
                }
            }
        }
        plan.limits().forEach((replica, limits) -> limits(replica, limits, places.containsKey(replica)));
    }

    private void limits(String replica, ReplicaLimits limits, boolean known) {
        String field = "limits." + Texts.oneLine(replica);
        if (!known) {
            add(field, replica, "no slot has this replica, correct the name or remove its limits");
        }
        duration(field + ".timeout", limits.timeout());
        Integer retries = limits.retries();
        if (retries != null) {
            retries(field + ".retries", retries);
        }
    }

    private void name(String field, String name) {
        if (name.isBlank() || !name.equals(Texts.oneLine(name))) {
            add(field, name, "give a name of 1 to 200 printable characters in one line, without spaces around it");
        }
    }

    private void duration(String field, @CheckForNull Duration value) {
        if (value != null && value.isNegative()) {
            add(field, value, "must not be negative; 0 means none");
        } else if (value != null && value.compareTo(LONGEST) > 0) {
            add(field, value, "must be at most 365 days; 0 means none");
        }
    }

    private void retries(String field, int value) {
        if (value < 0 || value > MOST_RETRIES) {
            add(field, value, "give a number between 0 and " + MOST_RETRIES);
        }
    }

    private void add(String field, Object value, String remedy) {
        problems.add(new Problem(field, Texts.oneLine(value.toString()), remedy));
    }
}
