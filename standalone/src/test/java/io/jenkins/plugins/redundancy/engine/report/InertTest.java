package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InertTest {

    /** As GitHub's dialect; its mail addresses are of ASCII alone, those of this parser are not: see {@link #ALIVE}. */
    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(
                    TablesExtension.create(),
                    AutolinkExtension.builder()
                            .linkTypes(AutolinkType.URL, AutolinkType.WWW)
                            .build(),
                    StrikethroughExtension.create()))
            .build();

    private static final String TABLE = "| a | b |\n|---|---|\n| x ";

    /** What a host looks for in the text that Markdown leaves, or where it shows text as it is. */
    private static final String ALIVE = "@\\w|#\\d|(?i:GH)-\\d|!\\d|://|(?i:www)\\.|]\\(|<[A-Za-z/!?]";

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "@admin",
                "[x](https://evil.example/)",
                "![x](https://evil.example/x.png)",
                "[x]: https://evil.example/",
                "<img src=x onerror=alert(1)>",
                "<!-- ",
                "<https://evil.example>",
                "https://evil.example/?q",
                "www.evil.example",
                "me@evil.example",
                "#1",
                "GH-7",
                "!12",
                "`",
                "```\n",
                "~~",
                "**",
                "_a_",
                "|",
                "\\",
                "\\|",
                "&lt;",
                "&#64;me",
                "$x$",
                "\n\n# heading\n",
                "\r- item\n",
                "\u202e\u200b\u2066",
                "\ud83d",
                "\u001b[31m",
                " ",
                "a");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 1000)
    void markdownOfAnythingIsText(@ForAll("hostile") String text) {
        String shown = Inert.plain(text, 500);
        Node paragraph = MARKDOWN.parse("We say: " + Inert.markdown(text, 500));
        assertThat(kinds(paragraph)).isSubsetOf(Document.class, Paragraph.class, Text.class);
        assertThat(text(paragraph)).isEqualTo(("We say: " + shown).strip());

        Node table = MARKDOWN.parse(TABLE + "| " + Inert.markdown(text, 500) + " |\n");
        assertThat(kinds(table))
                .isSubsetOf(
                        Document.class,
                        TableBlock.class,
                        TableHead.class,
                        TableBody.class,
                        TableRow.class,
                        TableCell.class,
                        Text.class);
        assertThat(text(table)).isEqualTo("abx" + shown);
    }

    @Property(tries = 1000)
    void nothingOfAPlainTextIsAlive(@ForAll("hostile") String text) {
        assertThat(Inert.plain(text, 500))
                .doesNotContainPattern(ALIVE)
                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202e\u2066]")
                .hasSizeLessThanOrEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit code 137, 2 of 3", "e-mail", "C# and a != b", "x < y && y > z", "a: b", "wwwhat"})
    void whatIsHarmlessStaysAsItIs(String text) {
        assertThat(Inert.plain(text, 80)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdefg,6,abcde…", "' a\tb ',9,a b"})
    void longTextEndsInDots(String text, int longest, String expected) {
        assertThat(Inert.plain(text, longest)).isEqualTo(expected);
    }

    @Test
    void noCharacterIsCutInHalves() {
        assertThat(Inert.plain("abc\ud83d\ude00def", 5)).isEqualTo("abc…");
    }

    @Test
    void aGiantLineOfEscapeSequencesIsShort() {
        assertThat(Inert.plain("\u001b[31m".repeat(1_000_000) + "x", 100)).hasSizeLessThanOrEqualTo(100);
    }

    private static Set<Class<?>> kinds(Node node) {
        Set<Class<?>> kinds = new java.util.HashSet<>();
        all(node).forEach(each -> kinds.add(each.getClass()));
        return kinds;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node each : all(node)) {
            if (each instanceof Text literal) {
                text.append(literal.getLiteral());
            }
        }
        return text.toString();
    }

    private static List<Node> all(Node node) {
        List<Node> nodes = new ArrayList<>(List.of(node));
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            nodes.addAll(all(child));
        }
        return nodes;
    }
}
