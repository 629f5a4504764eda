package io.jenkins.plugins.redundancy.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TriageFileTest {

    private static final String ENTRY = """
            {"cluster":"0a","decision":"accepted","reason":"seen \\"it\\"","who":"ada","when":"2026-01-31T12:00:00Z",\
            "weakness":"xss","reporters":["pmd","spotbugs"],"silent":[]}""";

    @Example
    void fileIsAnEntryPerLineSoThatDifferencesCanBeReviewed() throws IOException {
        Triage triage = new Triage(
                "0a",
                Decision.ACCEPTED,
                "seen \"it\"",
                "ada",
                Instant.parse("2026-01-31T12:00:00Z"),
                "xss",
                Set.of("spotbugs", "pmd"),
                Set.of());
        assertThat(written(new TriageLog(List.of(triage))))
                .isEqualTo("{\n\"version\": 1,\n\"triage\": [\n" + ENTRY + ",\nnull\n]}\n");
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("entries") List<Triage> entries) throws IOException {
        TriageLog log = new TriageLog(entries);
        assertThat(read(written(log)).entries()).isEqualTo(log.entries());
    }

    @Property
    void orderOfEntriesDoesNotShowInTheFile(@ForAll("entries") List<Triage> entries, @ForAll Random random)
            throws IOException {
        List<Triage> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        assertThat(written(new TriageLog(shuffled))).isEqualTo(written(new TriageLog(entries)));
    }

    /** What Git's union merge makes of two branches: the lines of both, of the file's frame once. */
    @Property
    void linesOfTwoBranchesMakeTheLogOfBoth(
            @ForAll("entries") List<Triage> ours, @ForAll("entries") List<Triage> theirs) throws IOException {
        List<String> lines =
                new ArrayList<>(written(new TriageLog(ours)).lines().toList());
        written(new TriageLog(theirs))
                .lines()
                .filter(line -> line.startsWith("{\""))
                .forEach(line -> lines.add(3, line));
        TriageLog merged = read(String.join("\n", lines));
        TriageLog both = new TriageLog(ours).and(new TriageLog(theirs));
        assertThat(merged.entries()).isEqualTo(both.entries());
    }

    @Example
    void byteOrderMarkIsNoError() throws IOException {
        assertThat(read("\ufeff" + file(ENTRY)).entries()).hasSize(1);
    }

    @Example
    void streamStaysOpen() throws IOException {
        boolean[] closed = {false};
        InputStream in = new ByteArrayInputStream(file(ENTRY).getBytes(UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        TriageFile.read(in, "triage.json");
        assertThat(closed[0]).isFalse();
    }

    @Example
    void conflictMarksAreNamedWithTheirLineAndRemedy() {
        assertError(
                file("<<<<<<< HEAD\n" + ENTRY + ",\n=======\n" + ENTRY + "\n>>>>>>> other"),
                "triage.json, line 4: not valid JSON",
                "keep the lines of both sides");
    }

    @Example
    void fieldsAreNamedWithFileLineAndRemedy() {
        assertError(
                file(ENTRY.replace("\"reason\":\"seen \\\"it\\\"\",", "")),
                "line 4",
                "reason is missing; it is required");
        assertError(
                file(ENTRY.replace("accepted", "fixed")), "line 4", "decision is \"fixed\"; it must be \"accepted\"");
        assertError(file(ENTRY.replace("2026-01-31T12:00:00Z", "today")), "when is \"today\"; write it as 2026-");
        assertError(file(ENTRY.replace("\"who\":\"ada\"", "\"who\":7")), "line 4", "who must be a text in quotes");
        assertError(file(ENTRY.replace("\"silent\":[]", "\"silent\":null")), "silent must be a list of tools");
        assertError(
                file(ENTRY.replace("reporters", "reporter")), "unknown field \"reporter\" in an entry; known are cl");
        assertError(file(ENTRY.replace("\"ada\"", "\"\\u001b[31m\"")), "who holds the control character U+001B");
        assertError(file("7"), "line 4", "an entry must be an object, not \"7\"");
    }

    @Example
    void otherFilesAreRefusedByWhatTheyLack() {
        assertError("", "a triage file is an object with the fields");
        assertError("[]", "a triage file is an object with the fields");
        assertError("{\"version\": 1}", "\"triage\" is missing");
        assertError("{\"triage\": []}", "\"version\" is missing; write \"version\": 1");
        assertError("{\"version\": 1, \"triage\": {}}", "\"triage\" must be a list");
        assertError("{\"version\": \"2.1.0\", \"runs\": []}", "version is \"2.1.0\"; this program reads 1");
        assertError("{\"version\": 2, \"triage\": []}", "update it if the file was written by a newer one");
        assertError("{\"version\": 1, \"triage\": []} {}", "something follows the end");
        assertError("{\"version\": 1, \"version\": 1, \"triage\": []}", "Duplicate");
        assertError(file(ENTRY).substring(0, 90), "not valid JSON");
    }

    @Example
    void encodingsOtherThanUtf8AreRefused() {
        assertThatThrownBy(() ->
                        TriageFile.read(new ByteArrayInputStream(file(ENTRY).getBytes(UTF_16)), "triage.json"))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage("triage.json: not UTF-8; save it in that encoding");
    }

    @Example
    void depthAndLengthHaveLimits() {
        assertError("[".repeat(100_000), "a triage file is an object");
        assertError("{\"version\": 1, \"triage\": " + "[".repeat(100_000), "an entry must be an object");
        assertError(file(ENTRY.replace("ada", "x".repeat(1 << 20))), "too large for a triage file", "is it one?");
        assertError("{\"" + "x".repeat(1 << 20), "too large for a triage file");
    }

    @Example
    void whatAFileSaysIsHarmlessInItsError() {
        assertThatThrownBy(() -> read("{\"\\u001b[2J\\u202e\": 1}"))
                .hasMessage("triage.json, line 1: unknown field \"?[2J?\"; \"version\" and \"triage\" are known");
    }

    @Property
    void damagedFileIsReadOrRefusedAndNothingElse(
            @ForAll("entries") List<Triage> entries, @ForAll int position, @ForAll byte damage) throws IOException {
        byte[] bytes = written(new TriageLog(entries)).getBytes(UTF_8);
        bytes[Math.floorMod(position, bytes.length)] = damage;
        try {
            TriageFile.read(new ByteArrayInputStream(bytes), "triage.json");
        } catch (UnreadableReportException e) {
            assertThat(e).hasMessageStartingWith("triage.json");
        }
    }

    @Provide
    Arbitrary<List<Triage>> entries() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("ab\"\\/<>&'{}[],: é√漢")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> "x" + text);
        return Combinators.combine(
                        Arbitraries.of("0a", "1b", "2c", "3d"),
                        Arbitraries.of(Decision.class),
                        texts,
                        texts,
                        Arbitraries.integers().between(0, 3).map(Instant::ofEpochSecond),
                        Arbitraries.of("xss", "rule:pmd/A/B"),
                        Arbitraries.of("a", "b", "c").set().ofMinSize(1),
                        texts.set().ofMaxSize(2))
                .as(Triage::new)
                .list()
                .ofMaxSize(8);
    }

    private static String file(String entries) {
        return "{\n\"version\": 1,\n\"triage\": [\n" + entries + ",\nnull\n]}\n";
    }

    private static String written(TriageLog log) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TriageFile.write(log, out);
        return out.toString(UTF_8);
    }

    private static TriageLog read(String text) throws IOException {
        return TriageFile.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "triage.json");
    }

    private static void assertError(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageStartingWith("triage.json")
                .hasMessageContainingAll(parts);
    }
}
