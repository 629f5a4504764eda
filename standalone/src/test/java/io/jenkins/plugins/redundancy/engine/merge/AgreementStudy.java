package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.merge.OwaspScorecards.Case;
import io.jenkins.plugins.redundancy.engine.merge.OwaspScorecards.Voters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Rules and confidence on the scorecards. Seeded: the same data give the same figures. */
final class AgreementStudy {

    static final int DRAWS = 100;
    static final int FOLDS = 5;
    private static final long SEED = 1;

    /** A mean over draws with its standard error, and the calibration of all draws together. */
    record Learnt(List<Score> draws, Calibration calibration) {
        double tpr() {
            return draws.stream().mapToDouble(Score::tpr).average().orElseThrow();
        }

        double fpr() {
            return draws.stream().mapToDouble(Score::fpr).average().orElseThrow();
        }

        double youden() {
            return tpr() - fpr();
        }

        double standardError() {
            double mean = youden();
            double squares = draws.stream()
                    .mapToDouble(draw -> Math.pow(draw.youden() - mean, 2))
                    .sum();
            return Math.sqrt(squares / (draws.size() - 1) / draws.size());
        }
    }

    private final OwaspScorecards scorecards;
    private final Peers peers = new Peers();

    AgreementStudy(OwaspScorecards scorecards) {
        this.scorecards = scorecards;
        scorecards.cases().stream()
                .filter(Case::flagged)
                .map(Case::voters)
                .forEach(voters -> peers.add(voters.weakness(), voters.reporters(), voters.silent(), 1));
    }

    Score scanner(String name) {
        return Score.of(scorecards.cases(), one -> one.voters().reporters().contains(name));
    }

    Score rule(AgreementRule rule) {
        return Score.of(scorecards.cases(), one -> one.flagged() && confirms(rule, one.voters()));
    }

    private static boolean confirms(AgreementRule rule, Voters voters) {
        int reported = voters.reporters().size();
        return rule.confirms(reported, voters.eligible(), (double) reported / voters.eligible());
    }

    /** The best that any decision by class and voters could do, chosen with the truth in hand. */
    Score limit() {
        Map<Object, int[]> perClass = new HashMap<>();
        Map<Voters, int[]> perVoters = new HashMap<>();
        for (Case one : scorecards.cases()) {
            int truth = one.real() ? 0 : 1;
            perClass.computeIfAbsent(one.voters().weakness(), weakness -> new int[2])[truth]++;
            perVoters.computeIfAbsent(one.voters(), voters -> new int[2])[truth]++;
        }
        return Score.of(scorecards.cases(), one -> {
            int[] all = perClass.get(one.voters().weakness());
            int[] same = perVoters.get(one.voters());
            return one.flagged() && (long) same[0] * all[1] > (long) same[1] * all[0];
        });
    }

    Learnt unlearnt() {
        return scored(List.of(scorecards.cases()), List.of(Confidence.prior().given(peers)));
    }

    /** Learnt from so many flagged cases drawn at random, scored on all others. */
    Learnt learntFrom(int labels) {
        List<List<Case>> rest = new ArrayList<>();
        List<Confidence> learnt = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Case> flagged = new ArrayList<>(
                    scorecards.cases().stream().filter(Case::flagged).toList());
            Collections.shuffle(flagged, new Random(SEED + draw));
            List<Case> others = new ArrayList<>(flagged.subList(labels, flagged.size()));
            scorecards.cases().stream().filter(one -> !one.flagged()).forEach(others::add);
            rest.add(others);
            learnt.add(learn(flagged.subList(0, labels)));
        }
        return scored(rest, learnt);
    }

    /** Each fold judged by what the others taught; scored as one. */
    Learnt outOfFold() {
        List<Case> shuffled = new ArrayList<>(scorecards.cases());
        Collections.shuffle(shuffled, new Random(SEED));
        Map<Case, Double> estimates = new HashMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Case> taught = new ArrayList<>();
            List<Case> judged = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                (i % FOLDS == fold ? judged : taught).add(shuffled.get(i));
            }
            Confidence confidence = learn(taught.stream().filter(Case::flagged).toList());
            judged.stream().filter(Case::flagged).forEach(one -> estimates.put(one, of(confidence, one.voters())));
        }
        Calibration calibration = new Calibration();
        estimates.forEach((one, estimate) -> calibration.add(estimate, one.real()));
        Predicate<Case> reports = one -> one.flagged() && estimates.get(one) >= Confidence.REAL;
        return new Learnt(List.of(Score.of(scorecards.cases(), reports)), calibration);
    }

    private static Learnt scored(List<List<Case>> cases, List<Confidence> confidences) {
        List<Score> scores = new ArrayList<>();
        Calibration calibration = new Calibration();
        for (int i = 0; i < cases.size(); i++) {
            Confidence confidence = confidences.get(i);
            Map<Voters, Double> estimates = new HashMap<>();
            Predicate<Case> reports = one -> one.flagged()
                    && estimates.computeIfAbsent(one.voters(), voters -> of(confidence, voters)) >= Confidence.REAL;
            scores.add(Score.of(cases.get(i), reports));
            cases.get(i).stream()
                    .filter(Case::flagged)
                    .forEach(one -> calibration.add(estimates.get(one.voters()), one.real()));
        }
        return new Learnt(scores, calibration);
    }

    private static double of(Confidence confidence, Voters voters) {
        return confidence.of(voters.weakness(), voters.reporters(), voters.silent());
    }

    /** Peers are those of all cases: they are told without a label. */
    private Confidence learn(List<Case> labelled) {
        return Confidence.learnt(labelled.stream()
                        .map(one -> new Triage(
                                one.id(),
                                one.real() ? Triage.Decision.ACCEPTED : Triage.Decision.FALSE_POSITIVE,
                                "truth of the benchmark",
                                "benchmark",
                                Instant.EPOCH,
                                one.voters().weakness().id(),
                                one.voters().reporters(),
                                one.voters().silent()))
                        .toList())
                .given(peers);
    }
}
