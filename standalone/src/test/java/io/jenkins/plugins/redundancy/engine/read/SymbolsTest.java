package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SymbolsTest {

    @Test
    void equalTextsBecomeOneString() {
        Symbols symbols = new Symbols();
        String first = symbols.intern(new String("src/A.java"));

        assertThat(symbols.intern(new String("src/A.java"))).isSameAs(first);
        assertThat(symbols.intern("xsrc/A.java".toCharArray(), 1, 10)).isSameAs(first);
    }

    @Test
    void textsOfOneHashDoNotKeepItBusy() {
        Symbols symbols = new Symbols();

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 1 << 18; i++) {
                String colliding = colliding(i);
                assertThat(symbols.intern(colliding)).hasSize(36);
                symbols.intern(colliding.toCharArray(), 0, 36);
            }
        });
    }

    /** "Aa" and "BB" have one hash, and so has every sequence of them. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 18; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
