package io.jenkins.plugins.redundancy.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which attempts delivered the same, where outputs are compared; without outputs all who succeeded agree. */
final class EqualOutputs {

    private EqualOutputs() {}

    /**
     * The largest group of equal outputs; of several as large ones the one with the earliest attempt, so that there is one
     * to compare the others with.
     */
    static List<Attempt> largest(List<Attempt> succeeded, Map<Integer, Output> outputs) {
        Map<String, List<Attempt>> groups = new LinkedHashMap<>();
        succeeded.stream()
                .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                .forEach(attempt -> groups.computeIfAbsent(digest(attempt, outputs), digest -> new ArrayList<>())
                        .add(attempt));
        List<Attempt> largest = List.of();
        for (List<Attempt> group : groups.values()) {
            if (group.size() > largest.size()) {
                largest = group;
            }
        }
        return largest;
    }

    private static String digest(Attempt attempt, Map<Integer, Output> outputs) {
        Output output = outputs.get(attempt.number());
        return output == null ? "" : output.digest();
    }

    /** In what an attempt differs from those who agree, such as {@code differs from a and b in dist/app.jar}. */
    static String difference(Attempt odd, List<Attempt> agreed, Map<Integer, Output> outputs) {
        String others = Texts.and(agreed.stream().map(Attempt::replica).toList());
        String where = agreed.stream()
                .flatMap(other -> known(odd, other, outputs).or(() -> known(other, odd, outputs)).stream())
                .findFirst()
                .map(place -> " in " + place)
                .orElse("");
        return "differs from " + others + where;
    }

    private static Optional<String> known(Attempt later, Attempt earlier, Map<Integer, Output> outputs) {
        return Optional.ofNullable(outputs.get(later.number()))
                .map(output -> output.differences().get(earlier.number()));
    }
}
