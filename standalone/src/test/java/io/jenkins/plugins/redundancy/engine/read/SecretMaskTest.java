package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

    private static final String SECRET = "pä\"ss/<w>&'\\\u0007'0rd";

    @Test
    void noTextOfAReportShowsASecret() throws IOException {
        String s = "x " + SECRET + " y";
        Location at = new Location(s, 1, 0, 1, 0, s);
        Rule rule = new Rule(s, s, s, "https://example.org/" + s, List.of(89), Severity.HIGH);
        List<Subject> subjects = List.of(
                new Subject.Code(at),
                new Subject.Secret(at),
                new Subject.Dependency(s, s, List.of(s), at),
                new Subject.Configuration(s, null));
        List<Finding> findings = subjects.stream()
                .map(subject -> new Finding(
                        "tool",
                        rule,
                        List.of(89),
                        WeaknessClass.ofId("sql-injection").orElseThrow(),
                        subject,
                        Severity.HIGH,
                        s + Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)),
                        Map.of(s, s),
                        List.of(new CodeFlowStep(at, s, 2)),
                        List.of(new Suppression(s, s, s))))
                .toList();
        ToolReport report = new ToolReport("tool", s, true, findings, List.of(rule), List.of(s));

        ToolReport hidden = SecretMask.of(List.of(SECRET)).hide(report);

        assertThat(hidden.toString())
                .doesNotContain(SECRET)
                .doesNotContain("0rd")
                .contains("x **** y");
        assertThat(hidden.findings())
                .hasSize(4)
                .allMatch(f -> f.rule() == hidden.rules().get(0));
        assertThat(hidden.findings().get(0).codeFlow().get(0).flow()).isEqualTo(2);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CompactReport.write(hidden, written);
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("****").doesNotContain("0rd");
        assertThat(SecretMask.NOTHING.hide(report)).isSameAs(report);
    }

    @Test
    void rawReportsShowNoSecretInTheFormOfAnyFormat() throws IOException {
        String json = "{\"a\":\"p\u00e4\\\"ss/<w>&'\\\\\\u0007'0rd\",\"b\":\"p\\u00e4\\\"ss/<w>&'\\\\\\u0007'0rd\"}";
        String xml = "<a b=\"p\u00e4&quot;ss/&lt;w&gt;&amp;&apos;\\\u0007&apos;0rd\"/>";

        assertThat(copy(SecretMask.of(List.of(SECRET)), json, 7)).isEqualTo("{\"a\":\"****\",\"b\":\"****\"}");
        assertThat(copy(SecretMask.of(List.of(SECRET)), xml, 7)).isEqualTo("<a b=\"****\"/>");
        assertThat(copy(SecretMask.of(List.of("a/b")), "{\"x\":\"a\\/b\"}", 2)).isEqualTo("{\"x\":\"****\"}");
    }

    @Test
    void longerValuesAreHiddenWholeAndLinesOneByOne() {
        SecretMask mask = SecretMask.of(Arrays.asList("key", "keyring", "", "  ", "-----BEGIN\nMII=\r\n-----END\n"));

        assertThat(mask.hide("a keyring, a key")).isEqualTo("a ****, a ****");
        assertThat(mask.hide("-----BEGIN MII=-----END")).isEqualTo("**** ********");
        assertThat(SecretMask.of(List.of("", " \n ")).isEmpty()).isTrue();
    }

    /** The pieces in which a report is read are of no meaning. */
    @Property(tries = 300)
    void copyingHidesWhatTheWholeTextWouldHide(
            @ForAll @AlphaChars @StringLength(min = 1, max = 6) String value,
            @ForAll @StringLength(max = 40) String before,
            @ForAll @StringLength(max = 40) String after,
            @ForAll @IntRange(min = 1, max = 9) int piece)
            throws IOException {
        SecretMask mask = SecretMask.of(List.of(value));
        String text = before + value + after + value;

        assertThat(copy(mask, text, piece)).isEqualTo(copy(mask, text, Integer.MAX_VALUE));
        assertThat(copy(mask, text, piece)).contains("****").doesNotContain(value);
    }

    private static String copy(SecretMask mask, String text, int piece) throws IOException {
        InputStream whole = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        InputStream pieces = new InputStream() {
            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return whole.read(bytes, offset, Math.min(length, piece));
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mask.copy(pieces, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
