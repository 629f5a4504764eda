package io.jenkins.plugins.redundancy.benchmark;

import java.util.Locale;

/** Five manners of writing SARIF, after those of well-known tools. */
enum GeneratedTool {
    /** Data flow with its steps, snippets, two partial fingerprints per result. */
    FLOW("", true, true, false, 2, true, false, false),
    /** Patterns: a long message, snippets, one fingerprint. */
    PATTERN("", false, true, false, 1, false, false, true),
    /** A commercial analyser: flows, fingerprints, every result with a message of its own. */
    DEEP("", true, true, false, 1, true, false, true),
    /** Bytecode: functions and absolute paths, no snippet; its rules stand behind the results. */
    BYTECODE("file:///build/checkout/", false, false, true, 0, false, true, false),
    /** Style and security in one: functions, snippets. */
    STYLE("", false, true, true, 1, true, false, false);

    final String rootUri;
    final boolean flows;
    final boolean snippets;
    final boolean functions;
    final int fingerprints;
    final boolean related;
    final boolean resultsFirst;
    final boolean markdown;

    GeneratedTool(
            String rootUri,
            boolean flows,
            boolean snippets,
            boolean functions,
            int fingerprints,
            boolean related,
            boolean resultsFirst,
            boolean markdown) {
        this.rootUri = rootUri;
        this.flows = flows;
        this.snippets = snippets;
        this.functions = functions;
        this.fingerprints = fingerprints;
        this.related = related;
        this.resultsFirst = resultsFirst;
        this.markdown = markdown;
    }

    String id() {
        return "generated-" + name().toLowerCase(Locale.ROOT);
    }
}
