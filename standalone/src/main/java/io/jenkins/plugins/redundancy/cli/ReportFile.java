package io.jenkins.plugins.redundancy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A report that is to be written by one attempt: there, not empty, from this run, no link to elsewhere. */
final class ReportFile {

    /** Some file systems keep times to two seconds only. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);

    private final Path file;
    private final Path root;
    private final Instant start;
    private final String before;

    /**
     * @param root that the file must lie in
     * @param start of the attempt; what was written before is not its report
     */
    ReportFile(Path file, Path root, Instant start) {
        this.file = file;
        this.root = root;
        this.start = start;
        this.before = stamp(file);
    }

    Path path() {
        return file;
    }

    /** What is wrong with it, in a few words; empty when it can be read. */
    Optional<String> problem(long longest) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.of("the report is a " + (attributes.isDirectory() ? "directory" : "link or device")
                        + ", not a file");
            }
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                return Optional.of("the report lies outside its directory");
            }
            if (attributes.size() == 0) {
                return Optional.of("the report is empty");
            }
            if (attributes.size() > longest) {
                return Optional.of("the report has " + attributes.size() + " bytes, more than " + longest);
            }
            if (stamp(file).equals(before)
                    || attributes.lastModifiedTime().toInstant().isBefore(start.minus(GRANULARITY))) {
                return Optional.of("the report is an old one, of " + attributes.lastModifiedTime());
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of("it wrote no report");
        } catch (IOException e) {
            return Optional.of("its report cannot be looked at: " + e);
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }
}
