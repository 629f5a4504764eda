package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path directory;

    private Path copy(String text, long longest, String... secrets) throws IOException {
        Path file = directory.resolve("log.txt");
        new LogFile(file, List.of(secrets), longest).copy(stream(text));
        return file;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secretsAreMaskedTheLongerOnesFirst() throws IOException {
        assertThat(copy("a=hunter2-long b=hunter2 c=grün\n", 1000, "hunter2", "hunter2-long", "", "ab"))
                .hasContent("a=**** b=**** c=grün\n");
    }

    @Test
    void aFloodIsCutAndStillReadToItsEnd() throws IOException {
        InputStream flood = stream("x".repeat(100) + "\n" + "line\n".repeat(100_000));

        Path file = directory.resolve("log.txt");
        new LogFile(file, List.of(), 1000).copy(flood);

        assertThat(file.toFile().length()).isBetween(1000L, 1100L);
        assertThat(file).content().endsWith("\n[the rest is left out]\n");
        assertThat(flood.read()).as("a scanner must not block on a full pipe").isEqualTo(-1);
    }

    @Test
    void aLineWithoutEndIsBoundedToo() throws IOException {
        assertThat(copy("x".repeat(5_000_000), 100_000).toFile().length()).isLessThan(300_000);
    }
}
