package io.jenkins.plugins.redundancy.engine.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    private static Manifest of(Map<String, String> files) {
        return new Manifest(new TreeMap<>(files));
    }

    @Provide
    static Arbitrary<Manifest> manifests() {
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "dist/a b.bin", "dist/c", "dist/ü", "z"), Arbitraries.of(ONE, TWO))
                .map(ManifestTest::of);
    }

    @Property
    void isEqualIfAndOnlyIfTheDigestIsAndNothingDiffers(
            @ForAll("manifests") Manifest one, @ForAll("manifests") Manifest other) {
        assertThat(one.digest().equals(other.digest())).isEqualTo(one.equals(other));
        assertThat(one.differences(other, 3).isEmpty()).isEqualTo(one.equals(other));
        assertThat(one.differences(other, 3))
                .as("the same from either side")
                .isEqualTo(other.differences(one, 3))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Property
    void readsWhatItWrites(@ForAll("manifests") Manifest manifest) throws IOException {
        assertThat(Manifest.read(new StringReader(manifest.toString()))).isEqualTo(manifest);
    }

    @Test
    void isWrittenAsSha256sumChecksIt() {
        Map<String, String> unordered = new LinkedHashMap<>();
        unordered.put("dist/b", TWO);
        unordered.put("dist/a", ONE);
        assertThat(of(unordered)).hasToString(ONE + "  dist/a\n" + TWO + "  dist/b\n");
    }

    @Test
    void namesTheFirstDifferencesAndCountsTheRest() {
        Map<String, String> some = new TreeMap<>(Map.of("dist/same", ONE, "dist/new", ONE));
        Map<String, String> others = new TreeMap<>(Map.of("dist/same", ONE));
        for (int i = 0; i < 5; i++) {
            some.put("dist/f" + i, ONE);
            others.put("dist/f" + i, TWO);
        }
        assertThat(of(some).differences(of(others), 2)).containsExactly("dist/f0", "dist/f1", "4 more files");
        assertThat(of(some).differences(of(others), 5)).endsWith("dist/f4", "1 more file");
        assertThat(of(some).differences(of(others), 6)).endsWith("dist/f4", "dist/new (only in one of them)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a/..", "..", "a\nb", "a\u001b[31m", "a\u2028b"})
    void refusesPathsThatNoHonestAgentSends(String path) {
        assertThatThrownBy(() -> of(Map.of(path, ONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("is no path to compare")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void refusesWhatIsTooLongTooManyOrNoDigest() {
        assertThatThrownBy(() -> of(Map.of("x".repeat(1001), ONE))).hasMessageContaining("at most 1000");
        assertThatThrownBy(() -> of(Map.of("x", "ABC"))).hasMessageContaining("digest of x");
        Map<String, String> many = new TreeMap<>();
        IntStream.rangeClosed(0, Manifest.MOST_FILES).forEach(i -> many.put("f" + i, ONE));
        assertThatThrownBy(() -> of(many)).hasMessageContaining("20001 files are too many");
        assertThatThrownBy(() -> Manifest.read(new StringReader("nonsense")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotTakeDotsInNamesForAWayOut() {
        assertThat(of(Map.of("a..b/..c/d..", ONE)).files()).hasSize(1);
    }
}
