package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * Reads what scanners write. The one entry to this package: SARIF 2.1.0, the JSON and XML formats whose CWE numbers would
 * be lost otherwise, and everything that the analysis-model library knows.
 */
public final class ReportReader {
    /** What can be named as a format, for messages. */
    public static final String FORMATS =
            "sarif, bandit, sonarqube, cppcheck, spotbugs, shellcheck, compact, or an id of analysis-model (pmd, eslint, gcc, …)";

    private static final Set<String> OWN =
            Set.of("sarif", "bandit", "sonarqube", "cppcheck", "spotbugs", "shellcheck", CompactReport.FORMAT);

    private ReportReader() {}

    /** Whether {@link #read} takes this as a format. */
    public static boolean knows(String format) {
        return OWN.contains(format) || isOfAnalysisModel(format);
    }

    /**
     * Reads a report as that of one tool.
     *
     * @param tool the voter; null = the name the report gives itself
     * @param format {@code sarif}, {@code bandit}, {@code sonarqube}, {@code cppcheck}, {@code spotbugs},
     *     {@code shellcheck}, {@code compact}, or an id of analysis-model's registry; null = by its content
     * @throws UnreadableReportException when the report cannot count: missing, empty, cut off, of another format or
     *     version, over a limit; also when {@code tool} is null and the report holds runs of several tools
     */
    public static ToolReport read(
            Source source, @CheckForNull String tool, @CheckForNull String format, Limits limits, PathMapping paths)
            throws UnreadableReportException {
        List<ToolReport> reports = readAll(source, tool, format, limits, paths);
        if (reports.size() > 1) {
            throw new UnreadableReportException(source.name() + " holds runs of several tools ("
                    + reports.stream().map(ToolReport::tool).collect(Collectors.joining(", "))
                    + "); name one for all of it, or give each a report of its own");
        }
        return reports.get(0);
    }

    /**
     * Reads a report that may hold runs of several tools, one {@link ToolReport} for each, in the order of the report;
     * never empty. With {@code tool} given there is exactly one.
     */
    public static List<ToolReport> readAll(
            Source source, @CheckForNull String tool, @CheckForNull String format, Limits limits, PathMapping paths)
            throws UnreadableReportException {
        Reading reading = new Reading(source, tool, limits, paths);
        try (BufferedInputStream in = Gzip.unwrap(source.open(), reading)) {
            return readAs(format == null ? detect(in, reading) : format.toLowerCase(Locale.ROOT), in, reading);
        } catch (UnreadableReportException e) {
            throw e;
        } catch (EOFException e) {
            throw reading.unreadable("ends in the middle of its compressed data; run the scanner again", e);
        } catch (ZipException e) {
            throw reading.unreadable("is broken gzip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw reading.unreadable("cannot be read: " + e.getMessage(), e);
        } catch (MalformedValueException e) {
            throw reading.unreadable("is not what it should be: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // the report is hostile or our reader is wrong: either costs this report, not the scan
            throw reading.unreadable("cannot be read: " + e, e);
        }
    }

    /**
     * What the content says that it is, as {@link #read} takes it; empty where it says nothing, as plain text does.
     *
     * @throws UnreadableReportException when it is missing, empty or broken gzip
     */
    public static Optional<String> formatOf(Source source) throws UnreadableReportException {
        Reading reading = new Reading(source, null, Limits.DEFAULT, PathMapping.NONE);
        try (BufferedInputStream in = Gzip.unwrap(source.open(), reading)) {
            return Optional.ofNullable(FormatDetection.detect(in, reading));
        } catch (UnreadableReportException e) {
            throw e;
        } catch (IOException e) {
            throw reading.unreadable("cannot be read: " + e.getMessage(), e);
        }
    }

    /** By content; the name of the tool helps where the content is plain text. */
    private static String detect(BufferedInputStream in, Reading reading) throws IOException {
        String format = FormatDetection.detect(in, reading);
        if (format != null) {
            return format;
        }
        if (reading.tool != null && isOfAnalysisModel(reading.tool)) {
            return reading.tool;
        }
        throw reading.unreadable("is of no format that its beginning tells; name it: " + FORMATS);
    }

    private static List<ToolReport> readAs(String format, BufferedInputStream in, Reading reading) throws IOException {
        Draft draft =
                switch (format) {
                    case "sarif" -> null;
                    case CompactReport.FORMAT -> null;
                    case "bandit" -> new BanditReader(reading, in).read();
                    case "sonarqube" -> new SonarQubeReader(reading, in).read();
                    case "cppcheck" -> new CppcheckReader(reading, in).read();
                    case "shellcheck" -> new ShellCheckReader(reading, in).read();
                    case "spotbugs" -> new SpotBugsReader(reading, in).read();
                    default -> throughAnalysisModel(format, in, reading);
                };
        if (draft != null) {
            return List.of(draft.toReport(reading.warnings()));
        }
        if (format.equals(CompactReport.FORMAT)) {
            return List.of(CompactReport.read(reading, in));
        }
        List<ToolReport> reports = new ArrayList<>();
        for (Draft ofTool : new SarifReader(reading).read(in)) {
            reports.add(ofTool.toReport(reading.warnings()));
        }
        return reports;
    }

    private static Draft throughAnalysisModel(String format, BufferedInputStream in, Reading reading)
            throws IOException {
        try {
            if (!AnalysisModelReader.knows(format)) {
                throw reading.unreadable(
                        "is said to be of the format " + format + ", which is not known; known are " + FORMATS);
            }
            return AnalysisModelReader.read(reading, format, in);
        } catch (LinkageError e) {
            throw reading.unreadable(
                    "is of the format " + format + ", which needs the analysis-model library: install"
                            + " the Analysis Model API plugin, or let the scanner write SARIF",
                    e);
        }
    }

    private static boolean isOfAnalysisModel(String id) {
        try {
            return AnalysisModelReader.knows(id);
        } catch (LinkageError e) {
            return false; // without the library none of its formats is known
        }
    }
}
