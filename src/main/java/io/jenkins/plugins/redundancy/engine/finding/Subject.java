package io.jenkins.plugins.redundancy.engine.finding;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a finding is about; each kind is correlated by a key of its own. */
public sealed interface Subject {

    /** Where a reader should look; null for results without a place. */
    @CheckForNull
    Location at();

    /** {@link #at} for pipelines; where it is asked a million times, that one makes no object. */
    default Optional<Location> location() {
        return Optional.ofNullable(at());
    }

    /** The name of the kind as it stands in reports: {@code code}, {@code dependency}, {@code secret}, {@code configuration}. */
    String kind();

    /** A weakness of the code at a place. */
    record Code(@CheckForNull Location at) implements Subject {
        @Override
        public String kind() {
            return "code";
        }
    }

    /**
     * A vulnerable package.
     *
     * @param name package name, with its ecosystem in front where known, as in a package URL without version
     *     ({@code maven/org.example/lib}, {@code npm/left-pad}, or just {@code left-pad})
     * @param version installed version; empty when unknown
     * @param advisories identifiers of the advisory and its aliases (CVE, GHSA, …), at least one
     */
    record Dependency(
            String name,
            String version,
            List<String> advisories,
            @CheckForNull Location at) implements Subject {
        public Dependency {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(version, "version");
            advisories = List.copyOf(advisories);
            if (advisories.isEmpty()) {
                throw new IllegalArgumentException("a dependency finding needs an advisory: " + name);
            }
        }

        @Override
        public String kind() {
            return "dependency";
        }
    }

    /** A credential in a file. The secret itself is never kept. */
    record Secret(@CheckForNull Location at) implements Subject {
        @Override
        public String kind() {
            return "secret";
        }
    }

    /**
     * A setting that weakens the system.
     *
     * @param resource what is configured ({@code Dockerfile}, {@code aws_s3_bucket.logs}); empty when only the place is known
     */
    record Configuration(String resource, @CheckForNull Location at) implements Subject {
        public Configuration {
            Objects.requireNonNull(resource, "resource");
        }

        @Override
        public String kind() {
            return "configuration";
        }
    }
}
