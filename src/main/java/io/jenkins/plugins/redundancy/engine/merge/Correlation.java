package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which findings of all tools are one weakness at one place (docs/developer/correlation.md). What has a place in a file is
 * sorted into buckets of one path and class; each bucket is looked at alone.
 */
final class Correlation {

    /** Secrets join with what other tools call a hard-coded credential. */
    private static final WeaknessClass SECRET =
            WeaknessClass.ofId("hard-coded-credentials").orElseThrow();

    private static final Set<String> LEAKS = Set.of("memory-leak", "resource-leak");

    private final int window;
    private final Consumer<List<Draft>> drafts;
    private final PlaceIndex index;
    private final Dependencies dependencies = new Dependencies();
    private final Map<String, List<Located>> placeless = new TreeMap<>();

    private Correlation(int expected, int window, Consumer<List<Draft>> drafts) {
        this.index = new PlaceIndex(expected);
        this.window = window;
        this.drafts = drafts;
    }

    /**
     * @param ballots by tool
     * @param drafts takes one draft per place, all of one file and class at once, by line
     */
    static void of(List<Ballot> ballots, int window, Consumer<List<Draft>> drafts) {
        int expected = 0;
        for (int tool = 0; tool < ballots.size(); tool++) {
            expected += findings(ballots, tool).size();
        }
        Correlation correlation = new Correlation(expected, window, drafts);
        for (int tool = 0; tool < ballots.size(); tool++) {
            for (Finding finding : findings(ballots, tool)) {
                correlation.add(finding, tool);
            }
        }
        correlation.clusterBuckets();
        correlation.dependencies.drafts(drafts);
        for (List<Located> same : correlation.placeless.values()) {
            drafts.accept(List.of(draftOf(same, same.get(0).finding().weakness(), "")));
        }
    }

    private void add(Finding finding, int tool) {
        Location at = finding.subject().at();
        if (finding.subject() instanceof Subject.Dependency) {
            dependencies.add(new Located(finding, tool, at, 0));
        } else if (at == null) {
            placeless
                    .computeIfAbsent(placelessKey(finding), key -> new ArrayList<>(1))
                    .add(new Located(finding, tool, null, 0));
        } else {
            index.add(finding, tool, at, finding.subject() instanceof Subject.Secret ? SECRET : finding.weakness());
        }
    }

    private static List<Finding> findings(List<Ballot> ballots, int tool) {
        ToolReport report = ballots.get(tool).report();
        return report == null ? List.of() : report.findings();
    }

    /** Without a place only a resource, or one tool's own words, can say that two findings are the same. */
    private static String placelessKey(Finding finding) {
        if (finding.subject() instanceof Subject.Configuration configuration
                && !configuration.resource().isEmpty()) {
            return "resource\0" + configuration.resource().toLowerCase(Locale.ROOT) + "\0"
                    + finding.weakness().id();
        }
        return String.join(
                "\0",
                finding.subject().kind(),
                finding.tool(),
                finding.rule().id(),
                finding.weakness().id(),
                finding.message());
    }

    private void clusterBuckets() {
        Located[] sorted = index.sorted();
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to].bucket() == sorted[from].bucket()) {
                to++;
            }
            cluster(Arrays.asList(sorted).subList(from, to));
        }
    }

    private void cluster(List<Located> bucket) {
        long key = bucket.get(0).bucket();
        WeaknessClass weakness = index.weakness(key);
        String path = index.path(key);
        if (bucket.size() == 1) {
            drafts.accept(List.of(draftOf(bucket, weakness, path)));
            return;
        }
        List<Draft> places = new ArrayList<>();
        if (PlaceIndex.configuration(key)) {
            Configurations.places(bucket, window).forEach(same -> places.add(draftOf(same, weakness, path)));
        } else {
            // an access key's id and its secret stand on neighbouring lines and are two secrets
            int near = weakness.equals(SECRET) && anySecret(bucket) ? 0 : window;
            for (Place place : Places.of(bucket, near, LEAKS.contains(weakness.id()))) {
                places.add(draftOf(place.members, weakness, path));
            }
        }
        drafts.accept(places);
    }

    private static boolean anySecret(List<Located> bucket) {
        for (Located one : bucket) {
            if (one.finding().subject() instanceof Subject.Secret) {
                return true;
            }
        }
        return false;
    }

    static Draft draftOf(List<Located> members, WeaknessClass weakness, String path) {
        if (members.size() == 1) {
            Finding only = members.get(0).finding();
            BitSet reporters = new BitSet();
            reporters.set(members.get(0).tool());
            return new Draft(weakness, Standing.at(only.subject(), path), List.of(only), reporters);
        }
        BitSet reporters = new BitSet();
        Finding[] findings = new Finding[members.size()];
        for (int i = 0; i < findings.length; i++) {
            findings[i] = members.get(i).finding();
            reporters.set(members.get(i).tool());
        }
        Arrays.sort(findings, FindingOrder.INSTANCE);
        return new Draft(weakness, Standing.at(Standing.of(members), path), List.of(findings), reporters);
    }
}
