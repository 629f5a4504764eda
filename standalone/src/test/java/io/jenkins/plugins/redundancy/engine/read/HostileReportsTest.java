package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileReportsTest {
    private static final String HEAD =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[";

    private static String refusal(String text) {
        return Failures.of(() -> Reports.read(text, null, null));
    }

    private static String refusal(String text, String format, Limits limits) {
        return Failures.of(() -> ReportReader.read(
                Source.of("report", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                null,
                format,
                limits,
                PathMapping.NONE));
    }

    private static Limits limits(long bytes, int depth, int results, int stringLength) {
        return new Limits(bytes, depth, results, stringLength, 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | is empty: the scanner wrote nothing",
                "' '                                      | nothing but white space",
                "{                                        | of no format",
                "{\"runs\":[                              | ends in the middle, at line 1, column",
                "{\"runs\":[{\"tool\":                    | ends in the middle",
                "{\"version\":\"1.0.0\",\"runs\":[]}      | is SARIF 1.0.0, at line 1, column",
                "{\"version\":\"2.0.0\",\"runs\":[]}      | only 2.1.0 is read. Update the scanner",
                "{\"version\":\"2.0.0-csd.2.beta\",\"runs\":[]} | is SARIF 2.0.0-csd.2.beta",
                "{\"version\":\"2.1.0-beta.1\",\"runs\":[]} | is SARIF 2.1.0-beta.1",
                "{\"version\":\"2.2\",\"runs\":[]}        | is SARIF 2.2",
                "{\"runs\":[],\"version\":\"1.0.0\"}      | is SARIF 1.0.0",
                "{\"version\":\"2.1.0\",\"runs\":[]}      | without a run",
                "{\"version\":\"2.1.0\",\"runs\":null}    | without a run",
                "{\"version\":\"2.1.0\",\"runs\":7}       | runs: expected an array, found a number",
                "{\"version\":\"2.1.0\",\"runs\":[7]}     | runs[0]: expected an object",
                "{\"runs\":nonsense}                      | is not valid JSON at line 1, column 18",
                "Segmentation fault                       | of no format that its beginning tells",
                "<html>502 Bad Gateway</html>             | of no format",
                "<results><cppcheck                       | is not valid XML at line 1",
                "{\"results\":[],\"generated_at\":         | ends in the middle",
                "{\"errors\":[{\"msg\":\"no\"}],\"issues\":[]} | is an error message of SonarQube"
            })
    void whatIsNoReportIsSaidToBeSo(String text, String message) {
        assertThat(refusal(text)).startsWith("report ").contains(message);
    }

    @Test
    void twoReportsInOneFileAreRefused() {
        assertThat(refusal(HEAD + "]}]}\n{}")).contains("goes on after its end, at line 2, column 1");
    }

    @Test
    void anUnknownFormatIsNamedWithTheKnownOnes() {
        assertThat(refusal("x", "sarfi", Limits.DEFAULT)).contains("sarfi").contains("known are sarif, bandit");
    }

    @Test
    void missingFilesDirectoriesAndBrokenGzipAreSaidToBeSo(@TempDir Path directory) throws Exception {
        assertThat(Failures.of(() -> ReportReader.read(
                        Source.of(directory.resolve("none.sarif")), null, null, Limits.DEFAULT, PathMapping.NONE)))
                .contains("there is no such file");
        assertThat(Failures.of(
                        () -> ReportReader.read(Source.of(directory), null, null, Limits.DEFAULT, PathMapping.NONE)))
                .contains("not a regular file");
        byte[] zipped = gzip((HEAD + "]}]}").getBytes(StandardCharsets.UTF_8));
        assertThat(Failures.of(
                        () -> Reports.read(Arrays.copyOf(zipped, zipped.length - 12), null, "sarif", PathMapping.NONE)))
                .containsIgnoringCase("end");
        zipped[12] ^= 0x55;
        Failures.of(() -> Reports.read(zipped, null, null, PathMapping.NONE));
    }

    @Test
    void eachLimitIsAnErrorOfItsOwn() {
        String deep = HEAD + "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}]}]}";
        assertThat(refusal(deep, null, Limits.DEFAULT))
                .contains("nests deeper than 100")
                .contains("limit depth");
        assertThat(refusal(HEAD + "{},{},{}]}]}", null, limits(1000, 50, 2, 100)))
                .contains("limit results");
        assertThat(refusal(HEAD + " ".repeat(2000) + "]}]}", null, limits(1000, 50, 2, 100)))
                .contains("limit bytes");
        assertThat(refusal(
                        HEAD + "{\"message\":{\"text\":\"" + "x".repeat(200) + "\"}}]}]}",
                        null,
                        limits(9999, 50, 2, 100)))
                .contains("limit stringLength");
        assertThat(refusal("<results>" + "<a>".repeat(200), "cppcheck", Limits.DEFAULT))
                .contains("limit depth");
        assertThat(refusal("<results a='" + "x".repeat(200) + "'/>", "cppcheck", limits(9999, 50, 2, 100)))
                .contains("limit stringLength");
        assertThat(refusal(
                        "<results><![CDATA[" + "<x>".repeat(90) + "]]></results>",
                        "cppcheck",
                        limits(9999, 50, 2, 100)))
                .contains("limit stringLength");
        assertThat(refusal("<results><!--" + "<x>".repeat(90) + "--></results>", "cppcheck", limits(9999, 50, 2, 100)))
                .contains("limit stringLength");
    }

    @Test
    void aBombOfNestedArraysEndsAtOnce() {
        assertThat(refusal("[".repeat(10_000_000), "sarif", Limits.DEFAULT)).isNotEmpty();
    }

    @Test
    void aStringOfAGigabyteEndsAtItsLimit() {
        InputStream endless = endless(HEAD + "{\"message\":{\"text\":\"", 'x');
        assertThat(Failures.of(() ->
                        ReportReader.read(Source.of("report", endless), null, null, Limits.DEFAULT, PathMapping.NONE)))
                .contains("limit stringLength");
    }

    @Test
    void whatNeverEndsIsStoppedByTheBytes() {
        for (char filler : new char[] {' ', '0'}) {
            InputStream endless = endless(HEAD, filler);
            assertThat(Failures.of(() -> ReportReader.read(
                            Source.of("report", endless), null, null, limits(1 << 20, 50, 9, 100), PathMapping.NONE)))
                    .isNotEmpty();
        }
    }

    @Test
    void whatALibraryWouldHoldAsAWholeIsLimitedByItsEntries() {
        int many = AnalysisModelReader.MAX_ENTRIES + 1;

        for (String report : new String[] {
            "<checkstyle><file name='A'>" + "<error/>".repeat(many) + "</file></checkstyle>",
            "a:1\n".repeat(many),
            "[" + "{},".repeat(many) + "{}]"
        }) {
            assertThat(refusal(report, "checkstyle", Limits.DEFAULT))
                    .contains("more than 1000000 lines, elements or objects")
                    .contains("let the scanner write SARIF");
        }
    }

    @Test
    void aSmallArchiveDoesNotBecomeALargeReport() throws Exception {
        byte[] zipped = gzip((HEAD + " ".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(zipped.length).isLessThan(20_000);
        assertThat(Failures.of(() -> ReportReader.read(
                        Source.of("report", new ByteArrayInputStream(zipped)),
                        null,
                        null,
                        limits(1_000_000, 50, 9, 100),
                        PathMapping.NONE)))
                .contains("limit bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cppcheck", "spotbugs", "checkstyle", "pmd"})
    void externalEntitiesAreNeverFetched(String format, @TempDir Path directory) throws Exception {
        Path canary = Files.writeString(directory.resolve("canary"), "CANARY");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(100);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/canary";
            for (String uri : new String[] {canary.toUri().toString(), url}) {
                for (String doctype : new String[] {
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + uri + "\">]>",
                    "<!DOCTYPE r SYSTEM \"" + uri + "\">",
                    "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + uri + "\"> %p;]>"
                }) {
                    String xml = "<?xml version=\"1.0\"?>" + doctype + "<results version=\"2\"><errors>"
                            + "<error id=\"a\" msg=\"b\">&x;</error></errors></results>";
                    try {
                        ToolReport report = Reports.read(xml, null, format);
                        assertThat(report.toString()).doesNotContain("CANARY");
                    } catch (UnreadableReportException e) {
                        assertThat(e.getMessage()).doesNotContain("CANARY");
                    }
                }
            }
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(server::accept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cppcheck", "spotbugs"})
    void aBillionLaughsAreRefused(String format) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY l")
                    .append(i)
                    .append(" \"&l")
                    .append(i - 1)
                    .append(";&l")
                    .append(i - 1)
                    .append(";\">");
        }
        xml.append("]><results><errors><error id=\"a\" msg=\"&l29;\"/></errors></results>");

        assertThat(refusal(xml.toString(), format, Limits.DEFAULT)).contains("it is refused");
    }

    @Test
    void externalPropertyFilesAreReadInTheReportsDirectoryOnly(@TempDir Path directory) throws Exception {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        String results = "{\"results\":[{\"ruleId\":\"external\"}]}";
        Files.writeString(directory.resolve("outside.json"), results);
        Files.writeString(reports.resolve("inside.json"), results);
        Files.createSymbolicLink(reports.resolve("link.json"), directory.resolve("outside.json"));
        Files.createSymbolicLink(reports.resolve("dir"), directory);

        ToolReport inside = external(reports, "inside.json");
        assertThat(inside.complete()).isTrue();
        assertThat(inside.findings()).extracting(finding -> finding.rule().id()).containsExactly("external");
        for (String uri : new String[] {
            "../outside.json",
            "%2e%2e/outside.json",
            "link.json",
            "dir/outside.json",
            directory.resolve("outside.json").toString(),
            directory.resolve("outside.json").toUri().toString(),
            "http://127.0.0.1:9/outside.json",
            "none.json",
            "",
            "a\\u0000b"
        }) {
            ToolReport outside = external(reports, uri);
            assertThat(outside.findings()).as(uri).isEmpty();
            assertThat(outside.complete()).as(uri).isFalse();
        }
    }

    private static ToolReport external(Path directory, String uri) throws IOException {
        Path report = Files.writeString(
                directory.resolve("report.sarif"),
                "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}},"
                        + "\"externalPropertyFileReferences\":{\"results\":[{\"location\":{\"uri\":\"" + uri
                        + "\"}}]}}]}");
        return ReportReader.read(Source.of(report), null, null, Limits.DEFAULT, PathMapping.NONE);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static InputStream endless(String head, char filler) {
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < start.length ? start[at++] : filler;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                return length;
            }
        };
    }
}
