package io.jenkins.plugins.redundancy.engine.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reports for tests. */
final class Reports {
    private Reports() {}

    static ToolReport sarif(String text) throws UnreadableReportException {
        return read(text, null, "sarif");
    }

    static ToolReport read(String text, String tool, String format) throws UnreadableReportException {
        return read(text.getBytes(StandardCharsets.UTF_8), tool, format, PathMapping.NONE);
    }

    static ToolReport read(byte[] bytes, String tool, String format, PathMapping paths)
            throws UnreadableReportException {
        return ReportReader.read(
                Source.of("report", new ByteArrayInputStream(bytes)), tool, format, Limits.DEFAULT, paths);
    }

    /** A file in the folder of the test class. */
    static byte[] file(Class<?> test, String name) throws IOException {
        try (InputStream in = test.getResourceAsStream(test.getSimpleName() + "/" + name)) {
            if (in == null) {
                throw new IOException("no test file " + test.getSimpleName() + "/" + name);
            }
            return in.readAllBytes();
        }
    }
}
