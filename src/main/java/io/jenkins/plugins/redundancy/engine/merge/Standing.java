package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of the subjects of a cluster stands for it. */
final class Standing {

    /** What says most: a secret more than code, an exact line more than a region, a function more than none. */
    private static final Comparator<Located> TELLING = Comparator.<Located>comparingInt(
                    one -> one.finding().subject() instanceof Subject.Secret ? 0 : 1)
            .thenComparing(Located::container)
            .thenComparing(one -> one.at().function().isEmpty())
            .thenComparing(Located::finding, FindingOrder.INSTANCE);

    private Standing() {}

    /** The line that most tools name, the first of them; on it the finding that says most. */
    static Subject of(List<Located> members) {
        if (anyApartFromItsPlace(members)) {
            return members.stream()
                    .map(Located::finding)
                    .min(Standing::compareNames)
                    .orElseThrow()
                    .subject();
        }
        int line = mostNamedLine(members);
        Located best = null;
        for (Located member : members) {
            if (member.start() == line && (best == null || TELLING.compare(member, best) < 0)) {
                best = member;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no finding on line " + line);
        }
        return best.finding().subject();
    }

    private static boolean anyApartFromItsPlace(List<Located> members) {
        for (Located member : members) {
            if (member.at() == null || member.finding().subject() instanceof Subject.Dependency) {
                return true;
            }
        }
        return false;
    }

    /** A package under its longest name and with its version before others. */
    private static int compareNames(Finding a, Finding b) {
        int order = 0;
        if (a.subject() instanceof Subject.Dependency one && b.subject() instanceof Subject.Dependency other) {
            order = Boolean.compare(one.version().isEmpty(), other.version().isEmpty());
            if (order == 0) {
                order = Integer.compare(other.name().length(), one.name().length());
            }
        }
        return order != 0 ? order : FindingOrder.INSTANCE.compare(a, b);
    }

    private static int mostNamedLine(List<Located> members) {
        int first = members.get(0).start();
        boolean oneLine = true;
        boolean exact = false;
        for (Located member : members) {
            oneLine &= member.start() == first;
            exact |= !member.container();
        }
        if (oneLine) {
            return first;
        }
        Map<Integer, BitSet> toolsByLine = new TreeMap<>();
        for (Located member : members) {
            if (!exact || !member.container()) {
                toolsByLine
                        .computeIfAbsent(member.start(), line -> new BitSet())
                        .set(member.tool());
            }
        }
        int line = -1;
        int most = 0;
        for (Map.Entry<Integer, BitSet> entry : toolsByLine.entrySet()) {
            if (entry.getValue().cardinality() > most) {
                most = entry.getValue().cardinality();
                line = entry.getKey();
            }
        }
        return line;
    }

    /** The subject under the path that stands for its file; {@code path} empty: as it is. */
    static Subject at(Subject subject, String path) {
        Location at = subject.at();
        if (at == null || path.isEmpty() || at.path().equals(path)) {
            return subject;
        }
        Location here =
                new Location(path, at.startLine(), at.startColumn(), at.endLine(), at.endColumn(), at.function());
        if (subject instanceof Subject.Code) {
            return new Subject.Code(here);
        } else if (subject instanceof Subject.Secret) {
            return new Subject.Secret(here);
        } else if (subject instanceof Subject.Configuration configuration) {
            return new Subject.Configuration(configuration.resource(), here);
        } else if (subject instanceof Subject.Dependency dependency) {
            return new Subject.Dependency(dependency.name(), dependency.version(), dependency.advisories(), here);
        }
        throw new IllegalStateException("unknown kind of subject: " + subject.kind());
    }
}
