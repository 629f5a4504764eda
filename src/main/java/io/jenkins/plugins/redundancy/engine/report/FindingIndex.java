package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What pages filter and sort findings by: a row of some 40 bytes for each, in the report's order, those that are gone
 * behind those that are there. The findings themselves are read a page at a time, by {@link PagedResult}. Immutable.
 */
public final class FindingIndex {

    static final int CONFIRMED = 1;
    static final int SUPPRESSED = 2;
    /** Suppressed by somebody's decision, which a later one takes back. */
    static final int DISMISSED = 4;

    private static final BaselineState[] STATES = BaselineState.values();
    private static final Severity[] SEVERITIES = Severity.values();
    private static final Vote[] VOTES = Vote.values();

    /** Parts per unit that confidence is kept in, as in the stored form. */
    static final int CONFIDENCE_SCALE = 10_000;

    final Columns columns;

    FindingIndex(Columns columns) {
        this.columns = columns;
    }

    /** A voter, as far as a reader's choice and a decision need it. */
    public record Tool(String name, String lineage) {}

    /**
     * @param present rows of findings that are there; the others are gone
     * @param ids see {@link #key}
     * @param state 0 without a reference, else 1 + the ordinal of the baseline state
     * @param weakness into weaknesses, which are sorted by title
     * @param place into places, which are sorted: a path, or a package's name; empty where there is none
     * @param votes into ballots
     * @param rules each row's run of numbers of rules, ends at ruleEnds[row]
     * @param ballots what each tool says, an ordinal of {@link Vote} for each; many rows share one
     */
    record Columns(
            int present,
            long[] ids,
            byte[] severity,
            byte[] flags,
            byte[] state,
            short[] confidence,
            int[] weakness,
            int[] place,
            int[] line,
            int[] votes,
            int[] ruleEnds,
            int[] rules,
            List<Tool> tools,
            List<WeaknessClass> weaknesses,
            List<String> places,
            List<byte[]> ballots) {

        Columns {
            if (present > ids.length) {
                throw new IllegalArgumentException(present + " of " + ids.length + " rows are there");
            }
        }

        Columns with(byte[] decidedFlags, short[] decidedConfidence) {
            return new Columns(
                    present,
                    ids,
                    severity,
                    decidedFlags,
                    state,
                    decidedConfidence,
                    weakness,
                    place,
                    line,
                    votes,
                    ruleEnds,
                    rules,
                    tools,
                    weaknesses,
                    places,
                    ballots);
        }
    }

    public int size() {
        return columns.ids.length;
    }

    /** Findings that are there; rows from here on are gone. */
    public int present() {
        return columns.present;
    }

    public List<Tool> tools() {
        return columns.tools;
    }

    public Severity severity(int row) {
        return SEVERITIES[columns.severity[row]];
    }

    public WeaknessClass weakness(int row) {
        return columns.weaknesses.get(columns.weakness[row]);
    }

    /** Every class that a row has, by title. */
    public List<WeaknessClass> weaknesses() {
        return columns.weaknesses;
    }

    /** A path, or a package's name; empty where there is neither. */
    public String place(int row) {
        return columns.places.get(columns.place[row]);
    }

    /** From 1; 0 where there is none. */
    public int line(int row) {
        return columns.line[row];
    }

    public Agreement agreement(int row) {
        return (columns.flags[row] & CONFIRMED) != 0 ? Agreement.CONFIRMED : Agreement.SINGLE_SOURCE;
    }

    public double confidence(int row) {
        return columns.confidence[row] / (double) CONFIDENCE_SCALE;
    }

    public boolean suppressed(int row) {
        return (columns.flags[row] & SUPPRESSED) != 0;
    }

    /** Empty where there was nothing to compare with. */
    public Optional<BaselineState> baseline(int row) {
        int state = columns.state[row];
        return state == 0 ? Optional.empty() : Optional.of(STATES[state - 1]);
    }

    public boolean compared() {
        return present() < size() || (size() > 0 && columns.state[0] != 0);
    }

    /** @param tool of {@link #tools}, by number */
    public Vote vote(int row, int tool) {
        return VOTES[columns.ballots.get(columns.votes[row])[tool]];
    }

    public boolean is(int row, FindingState state) {
        boolean open = row < columns.present && !suppressed(row);
        return switch (state) {
            case ALL -> true;
            case OPEN -> open;
            case NEW -> open && columns.state[row] == 1 + BaselineState.NEW.ordinal();
            case UNCHANGED -> open && columns.state[row] == 1 + BaselineState.UNCHANGED.ordinal();
            case SUPPRESSED -> row < columns.present && suppressed(row);
            case ABSENT -> row >= columns.present && columns.state[row] != 1 + BaselineState.UNKNOWN.ordinal();
            case UNKNOWN -> row >= columns.present && columns.state[row] == 1 + BaselineState.UNKNOWN.ordinal();
        };
    }

    public int count(FindingState state) {
        int count = 0;
        for (int row = 0; row < size(); row++) {
            count += is(row, state) ? 1 : 0;
        }
        return count;
    }

    /** The row of a finding; one whose id only has the same key is for the caller to tell apart. */
    public OptionalInt row(String id) {
        long key = key(id);
        for (int row = 0; row < columns.ids.length; row++) {
            if (columns.ids[row] == key) {
                return OptionalInt.of(row);
            }
        }
        return OptionalInt.empty();
    }

    /** The number that an id of 16 hex digits is; of any other text a hash. */
    static long key(String id) {
        long key = 0;
        boolean hex = id.length() == 16;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            hex &= digit >= 0;
            key = hex ? key << 4 | digit : key * 31 + c;
        }
        return key;
    }

    /**
     * As it stands after what was decided since it was written: an accepted finding has confidence 1, a false positive 0
     * and is suppressed, unless a lineage reports it that did not when it was decided. The same as
     * {@link TriageLog#decide} does to a merge.
     */
    public FindingIndex decided(TriageLog log) {
        List<Triage> entries = log.entries();
        if (entries.isEmpty()) {
            return this;
        }
        long[] keys = new long[entries.size()];
        Triage[] byKey = entries.toArray(Triage[]::new);
        Arrays.sort(byKey, (a, b) -> Long.compare(key(a.cluster()), key(b.cluster())));
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(byKey[i].cluster());
        }
        byte[] flags = columns.flags.clone();
        short[] confidence = columns.confidence.clone();
        for (int row = 0; row < columns.present; row++) {
            int entry = Arrays.binarySearch(keys, columns.ids[row]);
            if (entry >= 0) {
                decide(row, byKey[entry], flags, confidence);
            }
        }
        return new FindingIndex(columns.with(flags, confidence));
    }

    private void decide(int row, Triage triage, byte[] flags, short[] confidence) {
        boolean dismissed = triage.decision() == Triage.Decision.FALSE_POSITIVE
                && triage.reporters().containsAll(reporters(row));
        if (dismissed) {
            flags[row] |= SUPPRESSED | DISMISSED;
            confidence[row] = 0;
        } else {
            if ((flags[row] & DISMISSED) != 0) {
                flags[row] &= ~(SUPPRESSED | DISMISSED);
            }
            if (triage.decision() == Triage.Decision.ACCEPTED) {
                confidence[row] = CONFIDENCE_SCALE;
            }
        }
    }

    private Set<String> reporters(int row) {
        Set<String> lineages = new HashSet<>();
        for (int tool = 0; tool < columns.tools.size(); tool++) {
            if (vote(row, tool) == Vote.REPORTED) {
                lineages.add(columns.tools.get(tool).lineage());
            }
        }
        return lineages;
    }

    /** Tools with that vote on a finding, in the order of {@link #tools}. */
    public List<String> tools(int row, Vote vote) {
        List<String> names = new ArrayList<>();
        for (int tool = 0; tool < columns.tools.size(); tool++) {
            if (vote(row, tool) == vote) {
                names.add(columns.tools.get(tool).name());
            }
        }
        return names;
    }
}
