package io.jenkins.plugins.redundancy.engine.toolset;

import java.util.Objects;

/**
 * One thing that is wrong with a setting.
 *
 * @param at where it stands
 * @param path of keys from the top, {@code toolSets[0].slots[1].preset}
 * @param what is wrong, with the value that was found
 * @param remedy what to write instead, one sentence
 */
public record Problem(Place at, String path, String what, String remedy) {

    public Problem {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return at + ": " + (path.isEmpty() ? "" : path + ": ") + what + ". " + remedy;
    }
}
