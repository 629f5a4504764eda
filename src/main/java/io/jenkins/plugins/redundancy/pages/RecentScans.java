package io.jenkins.plugins.redundancy.pages;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.lazy.LazyBuildMixIn;

/**
 * The scans of a job's latest builds. Every job's page asks for them, so a build is loaded only where its directory
 * holds a scan.
 */
final class RecentScans {

    static final int MOST_BUILDS = 50;

    /** Numbers looked at: a job may have few builds with numbers that lie far apart. */
    private static final int MOST_NUMBERS = 1000;

    private final Job<?, ?> job;
    private final List<Integer> builds;

    private RecentScans(Job<?, ?> job, List<Integer> builds) {
        this.job = job;
        this.builds = builds;
    }

    static RecentScans of(Job<?, ?> job) {
        Run<?, ?> last = job.getLastBuild();
        if (last == null || !(job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return new RecentScans(job, List.of());
        }
        RunMap<?> known = lazy.getLazyBuildMixIn().getRunMap();
        int most = Math.min(MOST_BUILDS, known.size());
        int lowest = Math.max(0, last.getNumber() - MOST_NUMBERS);
        List<Integer> builds = new ArrayList<>();
        for (int number = last.getNumber(); number > lowest && builds.size() < most; number--) {
            if (known.runExists(number)) {
                builds.add(number);
            }
        }
        return new RecentScans(job, builds);
    }

    /** Of the newest build first; each build is loaded only when its turn comes. */
    private Stream<ScanAction> stream() {
        return builds.stream()
                .filter(number -> ScanStore.isIn(new File(job.getBuildDir(), number.toString())))
                .map(job::getBuildByNumber)
                .filter(Objects::nonNull)
                .flatMap(run -> run.getActions(ScanAction.class).stream())
                // build.xml is a file that anything may have written
                .filter(scan -> ScanStore.isValidId(scan.getId()));
    }

    boolean isEmpty() {
        return stream().findFirst().isEmpty();
    }

    /** One for each id, in the order in which the latest builds had them. */
    List<TrendView> trends() {
        Map<String, List<ScanAction>> byId = new LinkedHashMap<>();
        stream()
                .forEach(scan -> byId.computeIfAbsent(scan.getId(), id -> new ArrayList<>())
                        .add(scan));
        return byId.values().stream().map(this::trend).toList();
    }

    private TrendView trend(List<ScanAction> scans) {
        int last = scans.get(0).getRun().getNumber();
        int newer = (int) builds.stream().filter(number -> number > last).count();
        return new TrendView(job, scans, newer);
    }
}
