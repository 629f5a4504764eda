package io.jenkins.plugins.redundancy.engine.toolset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is documented is what there is; {@code -Dtest=DocumentationTest -Dpresets.write} writes the table anew. */
class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs", "user");
    private static final String BEGIN = "<!-- presets: begin, written by DocumentationTest -->\n";
    private static final String END = "<!-- presets: end -->";

    @Test
    void theTableOfPresetsIsTheCatalogue() throws IOException {
        Path file = DOCS.resolve("presets.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (System.getProperty("presets.write") != null) {
            Files.writeString(file, text.substring(0, begin) + table() + text.substring(end));
            text = Files.readString(file);
            end = text.indexOf(END);
        }

        assertThat(text.substring(begin, end)).isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                        "| preset | scanner | languages | program | report | exit codes | needs |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Preset preset : Presets.shipped().all()) {
            table.append("| `")
                    .append(preset.id())
                    .append("` | [")
                    .append(preset.title())
                    .append("](")
                    .append(preset.documentation())
                    .append(") | ")
                    .append(preset.languages().isEmpty() ? "any" : String.join(", ", new TreeSet<>(preset.languages())))
                    .append(" | `")
                    .append(String.join("`, `", preset.executables()))
                    .append("` | ")
                    .append(preset.format())
                    .append(" | ")
                    .append(preset.exitCodes())
                    .append(" | ")
                    .append(String.join(", ", preset.needs()))
                    .append(" |\n");
        }
        return table.toString();
    }

    @Test
    void everyKeyOfAToolSetIsExplained() throws IOException {
        String text = Files.readString(DOCS.resolve("tool-sets.md"));
        List<String> keys = new ArrayList<>(ToolSetReader.KEYS);
        keys.addAll(ToolSetReader.LIMITS);
        keys.addAll(ToolReader.SLOT);

        assertThat(keys).allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
    }

    @Test
    void theExamplesAreToolSets() throws Exception {
        for (String file : List.of("tool-sets.md", "presets.md")) {
            String[] parts = Files.readString(DOCS.resolve(file)).split("```yaml\n");
            for (int i = 1; i < parts.length; i++) {
                String yaml = parts[i].substring(0, parts[i].indexOf("```"));
                if (yaml.startsWith("toolSets:")) {
                    Object plain = new org.yaml.snakeyaml.Yaml().load(yaml);
                    assertThat(ToolSetReader.readAll(Setting.of(plain, new Place(file, 0, 0)), Presets.shipped()))
                            .isNotEmpty();
                }
            }
        }
    }
}
