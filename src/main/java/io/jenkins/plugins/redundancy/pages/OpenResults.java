package io.jenkins.plugins.redundancy.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * The indexes of results that somebody looks at. Bounded, given up when memory is short, and forgotten a while after the
 * last look, so that a closed page costs nothing.
 */
final class OpenResults {

    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Rows of all indexes together; a row is some 50 bytes. */
    private static final long MOST_ROWS = 1_000_000;

    /** What an index weighs besides its rows: rules, paths. */
    private static final int BASE_ROWS = 1_000;

    private static final Cache<Key, PagedResult> OPEN = Caffeine.newBuilder()
            .softValues()
            .maximumWeight(MOST_ROWS)
            .weigher((Key key, PagedResult result) -> BASE_ROWS + result.index().size())
            .expireAfterAccess(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .build();

    private OpenResults() {}

    /** A file as it is now: one that was written anew is another. */
    private record Key(Path file, FileTime written, long length) {}

    interface Loader {
        PagedResult load() throws IOException;
    }

    /** Two that ask at once may both load. */
    static PagedResult of(Path file, Loader loader) throws IOException {
        PagedResult known = OPEN.getIfPresent(key(file));
        if (known != null) {
            return known;
        }
        PagedResult loaded = loader.load();
        OPEN.put(key(file), loaded);
        return loaded;
    }

    private static Key key(Path file) throws IOException {
        return new Key(file, Files.getLastModifiedTime(file), Files.size(file));
    }
}
