package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Language;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who votes on what. A tool that reports a cluster is a voter on it; one that does not is silent only when its report is
 * complete and it could have seen the weakness, and abstains otherwise. Tools of one lineage have one vote: reported if
 * any of them reports it, else silent if any of them is.
 */
final class Electorate {

    /** Turnouts kept to be shared; a hostile report can make every cluster's a different one. */
    private static final int MAX_SHARED = 50_000;

    private final List<Ballot> ballots;
    private final List<Sight> sights = new ArrayList<>();
    private final AgreementRule rule;
    private final Confidence confidence;
    private final Map<Case, Turnout> turnouts = new HashMap<>();
    private final List<Turnout> all = new ArrayList<>();
    private final Map<List<BitSet>, Map<String, Vote>> votes = new HashMap<>();
    private String lastPath = "";
    private String lastLanguage = Language.ofPath("");

    /** All that a turnout depends on. */
    private record Case(BitSet reporters, String kind, WeaknessClass weakness, String language, List<Integer> cwes) {}

    /** @param ballots by tool */
    Electorate(List<Ballot> ballots, AgreementRule rule, Confidence confidence) {
        this.ballots = ballots;
        this.rule = rule;
        this.confidence = confidence;
        ballots.forEach(ballot -> sights.add(new Sight(ballot)));
    }

    /** Asked once per draft; what the vote is worth is told by {@link #settle}. */
    Turnout turnout(Draft draft) {
        Location at = draft.subject.at();
        Case key = new Case(
                draft.reporters,
                draft.subject.kind(),
                draft.weakness,
                at == null ? Language.OTHER : language(at.path()),
                cwes(draft));
        Turnout known = turnouts.get(key);
        if (known == null) {
            known = count(key);
            if (turnouts.size() >= MAX_SHARED) {
                turnouts.clear();
            }
            turnouts.put(key, known);
            all.add(known);
        }
        known.oneMore();
        return known;
    }

    /** When every draft has its turnout: who bears whom out is known, and with it what each vote is worth. */
    void settle() {
        Peers peers = new Peers();
        all.forEach(turnout -> turnout.tell(peers));
        Confidence informed = confidence.given(peers);
        all.forEach(turnout -> turnout.weigh(informed));
    }

    /** Drafts come by file. */
    private String language(String path) {
        if (!path.equals(lastPath)) {
            lastPath = path;
            lastLanguage = Language.ofPath(path);
        }
        return lastLanguage;
    }

    private static List<Integer> cwes(Draft draft) {
        List<Integer> first = draft.findings.get(0).cwes();
        boolean same = true;
        for (int i = 1; i < draft.findings.size(); i++) {
            List<Integer> other = draft.findings.get(i).cwes();
            same &= other == first || other.equals(first);
        }
        if (same && first.size() <= 1) {
            return first;
        }
        Set<Integer> all = new TreeSet<>();
        draft.findings.forEach(finding -> all.addAll(finding.cwes()));
        return List.copyOf(all);
    }

    private Turnout count(Case key) {
        BitSet silent = new BitSet();
        Map<Abstention, List<String>> abstaining = new EnumMap<>(Abstention.class);
        for (int i = 0; i < ballots.size(); i++) {
            if (!key.reporters.get(i)) {
                Abstention abstention = sights.get(i).abstention(key.kind, key.weakness, key.language, key.cwes);
                if (abstention == null) {
                    silent.set(i);
                } else {
                    abstaining
                            .computeIfAbsent(abstention, a -> new ArrayList<>())
                            .add(tool(i));
                }
            }
        }
        Map<String, Double> reporting = lineages(key.reporters);
        Map<String, Double> against = lineages(silent);
        List<String> outvoted = new ArrayList<>();
        silent.stream().filter(i -> reporting.containsKey(lineage(i))).forEach(i -> outvoted.add(tool(i)));
        against.keySet().removeAll(reporting.keySet());
        return new Turnout(
                votes.computeIfAbsent(List.of(key.reporters, silent), both -> votes(key.reporters, silent)),
                agreement(key, reporting, against),
                key.weakness,
                reporting.keySet(),
                against.keySet(),
                why(key, silent, outvoted, abstaining));
    }

    private Agreement agreement(Case key, Map<String, Double> reporting, Map<String, Double> against) {
        double weight = sum(reporting);
        boolean confirmed;
        if (key.weakness.shared() || key.kind.equals("dependency")) {
            confirmed = rule.confirms(
                    reporting.size(), reporting.size() + against.size(), weight / (weight + sum(against)));
        } else {
            // nobody knows how many could see what has no number: a rule that asks for more than one is not met
            confirmed = rule.confirms(reporting.size(), Integer.MAX_VALUE, 0);
        }
        return confirmed ? Agreement.CONFIRMED : Agreement.SINGLE_SOURCE;
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Lineages of these tools, in order, each with the weight of its heaviest one. */
    private Map<String, Double> lineages(BitSet tools) {
        Map<String, Double> lineages = new TreeMap<>();
        tools.stream()
                .forEach(i -> lineages.merge(lineage(i), ballots.get(i).voter().weight(), Math::max));
        return lineages;
    }

    private Map<String, Vote> votes(BitSet reporters, BitSet silent) {
        Map<String, Vote> byTool = new LinkedHashMap<>();
        for (int i = 0; i < ballots.size(); i++) {
            byTool.put(tool(i), reporters.get(i) ? Vote.REPORTED : silent.get(i) ? Vote.SILENT : Vote.ABSTAINED);
        }
        return Collections.unmodifiableMap(byTool);
    }

    private String why(Case key, BitSet silent, List<String> outvoted, Map<Abstention, List<String>> abstaining) {
        List<String> reporting = key.reporters.stream().mapToObj(this::tool).toList();
        StringBuilder text = new StringBuilder(Sentence.list(reporting));
        text.append(reporting.size() == 1 ? " reports it" : " report it");
        List<String> against =
                new ArrayList<>(silent.stream().mapToObj(this::tool).toList());
        against.removeAll(outvoted);
        long voices = key.reporters.stream().mapToObj(this::lineage).distinct().count();
        if (voices < reporting.size()) {
            text.append(voices == 1 ? " with one vote between them" : " with " + voices + " votes between them");
        }
        if (!against.isEmpty()) {
            text.append("; ").append(Sentence.list(against)).append(" could have and did not");
        }
        if (!outvoted.isEmpty()) {
            text.append("; ").append(Sentence.list(outvoted)).append(" did not, but has one vote with a tool that did");
        }
        abstaining.forEach((reason, tools) -> text.append("; ")
                .append(Sentence.list(tools))
                .append(' ')
                .append(reason.text(tools.size() > 1, key.kind, key.weakness, key.language)));
        if (against.isEmpty() && abstaining.isEmpty() && reporting.size() == 1 && outvoted.isEmpty()) {
            text.append("; no other tool took part");
        }
        return text.toString();
    }

    private String tool(int index) {
        return ballots.get(index).voter().tool();
    }

    private String lineage(int index) {
        return ballots.get(index).voter().lineage();
    }
}
