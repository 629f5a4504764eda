package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMappingTest {
    private static final PathMapping PATHS =
            PathMapping.of(List.of("/ws/job", "/real/checkout/", "C:\\ws\\job", "//host/share/job"), Set.of());

    @ParameterizedTest
    @CsvSource({
        "src/A.java,                      src/A.java",
        "./src//x/../A.java,              src/A.java",
        "src\\x\\A.java,                  src/x/A.java",
        "/ws/job/src/A.java,              src/A.java",
        "/real/checkout/src/A.java,       src/A.java",
        "/ws/job,                         .",
        "/ws/jobs/A.java,                 /ws/jobs/A.java",
        "file:/ws/job/A.java,             A.java",
        "file:///ws/job/A.java,           A.java",
        "file://localhost/ws/job/A.java,  A.java",
        "FILE:///ws/job/A.java,           A.java",
        "file:///ws/job/a%20%C3%A4.java,  a ä.java",
        "file:///C:/ws/job/A.java,        A.java",
        "file://C:/ws/job/A.java,         A.java",
        "c:\\WS\\job\\src\\A.java,        src/A.java",
        "file:///c%3A/ws/job/A.java,      A.java",
        "file://host/share/job/A.java,    A.java",
        "\\\\host\\share\\job\\A.java,    A.java",
        "D:\\other\\A.java,               D:/other/A.java",
        "../A.java,                       ../A.java",
        "a/../../A.java,                  ../A.java",
        "%2e%2e/A.java,                   ../A.java",
        "/ws/job/../secret,               /ws/secret",
        "100%.c,                          100%.c",
        "%ff.c,                           %ff.c",
        "https://example.org/A.java,      https://example.org/A.java",
    })
    void bringsEveryFormOfAUriBelowTheRootWhereItBelongs(String uri, String path) {
        assertThat(PATHS.ofUri(uri)).isEqualTo(path);
    }

    @Test
    void percentSignsMeanNothingInAPath() {
        assertThat(PATHS.ofPath("a%20b.c")).isEqualTo("a%20b.c");
    }

    @Test
    void controlCharactersOfAPathAreReplaced() {
        assertThat(PATHS.ofUri("a%1b[31m%0ab.c")).isEqualTo("a\uFFFD[31m\uFFFDb.c");
        assertThat(PATHS.ofPath("a\u0000b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void findsTheOneFileOfTheTreeThatAPackageRelativePathMeans() {
        PathMapping paths = PathMapping.of(
                List.of("/ws"), Set.of("app/src/main/java/org/x/A.java", "a/org/x/B.java", "b/org/x/B.java", "C.java"));

        assertThat(paths.ofPath("org/x/A.java")).isEqualTo("app/src/main/java/org/x/A.java");
        assertThat(paths.ofPath("org/x/B.java")).as("two of them").isEqualTo("org/x/B.java");
        assertThat(paths.ofPath("/other/machine/app/src/main/java/org/x/A.java"))
                .isEqualTo("app/src/main/java/org/x/A.java");
        assertThat(paths.ofPath("/other/C.java"))
                .as("a bare name is too little")
                .isEqualTo("/other/C.java");
        assertThat(paths.ofPath("../a/org/x/B.java")).isEqualTo("a/org/x/B.java");
        assertThat(paths.ofPath("../../etc/passwd")).isEqualTo("../../etc/passwd");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.c, true",
        "/a, false",
        "../a, false",
        "a/../b, false",
        "a/.., false",
        "..., true",
        "C:/a, false",
        "C:a, true",
        "http://a, false",
        "a\\b, false",
        "'', false",
        "., true"
    })
    void tellsWhichPathsMayBeOpened(String path, boolean inside) {
        assertThat(PathMapping.isInsideTree(path)).isEqualTo(inside);
    }

    @Property(tries = 2000)
    void neverThrowsAndNeverTurnsAForeignPathIntoOneThatLeavesTheTree(@ForAll String uri) {
        String path = PATHS.ofUri(uri);

        if (PathMapping.isInsideTree(path)) {
            Path root = Path.of("/ws/job");
            assertThat(root.resolve(path).normalize().startsWith(root)).as(path).isTrue();
        }
    }
}
