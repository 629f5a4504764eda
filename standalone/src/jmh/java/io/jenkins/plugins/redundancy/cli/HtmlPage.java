package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Opens the page to benchmarks, which live in a package of their own. */
public final class HtmlPage {
    private HtmlPage() {}

    /** Without the source around findings. */
    public static void write(ScanResult result, OutputStream out) throws IOException {
        HtmlReport.write(result, (path, line) -> Optional.empty(), out);
    }
}
