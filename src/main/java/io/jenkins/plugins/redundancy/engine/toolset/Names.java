package io.jenkins.plugins.redundancy.engine.toolset;

import java.util.regex.Pattern;

/** Names of tools and tool sets: they become directories, environment variables and table headings. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Names() {}

    static String check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "use up to 64 letters, digits, dots, dashes and underscores, a letter or digit first");
        }
        return name;
    }
}
