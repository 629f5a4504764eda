package io.jenkins.plugins.redundancy.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/scores.md, whose figures stand between marks; {@code -Dredundancy.docs.update=true} writes them. */
final class ScorePage {

    private static final Path PAGE = Path.of("../docs/scores.md");

    private ScorePage() {}

    static void holds(String name, String figures) throws IOException {
        String mark = "<!-- figures of " + name + " -->\n";
        String page = Files.readString(PAGE);
        int begin = page.indexOf(mark) + mark.length();
        int end = page.indexOf("<!-- end of figures -->", begin);
        assertThat(page).contains(mark);
        assertThat(end).isGreaterThan(begin - 1);
        if (Boolean.getBoolean("redundancy.docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + figures + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as("figures of " + name + " in " + PAGE + "; -Dredundancy.docs.update=true writes them")
                .isEqualTo(figures);
    }
}
