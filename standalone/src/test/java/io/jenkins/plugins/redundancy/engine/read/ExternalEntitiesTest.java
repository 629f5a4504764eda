package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.hm.hafner.analysis.registry.ParserRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No format that can be read, ours or analysis-model's, opens what an XML report points to. */
class ExternalEntitiesTest {

    private static final List<String> DOCTYPES = List.of(
            "<!DOCTYPE %1$s [<!ENTITY x SYSTEM \"%2$s\">]>",
            "<!DOCTYPE %1$s SYSTEM \"%2$s\">", "<!DOCTYPE %1$s [<!ENTITY %% p SYSTEM \"%2$s\"> %%p;]>");

    private static final List<String> ROOTS = List.of("results", "checkstyle");

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void noFormatFetchesWhatAReportPointsTo() throws Exception {
        Path canary = Files.writeString(directory.resolve("canary"), "CANARY");
        TreeSet<String> formats = new TreeSet<>(List.of("cppcheck", "spotbugs"));
        new ParserRegistry().getAllDescriptors().forEach(descriptor -> formats.add(descriptor.getId()));
        assertThat(formats).as("the library's formats").hasSizeGreaterThan(100);

        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(100);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            for (String format : formats) {
                for (String root : ROOTS) {
                    for (String doctype : DOCTYPES) {
                        readsOrRefuses(format, root, doctype.formatted(root, canary.toUri()));
                        readsOrRefuses(format, root, doctype.formatted(root, url + format));
                    }
                }
            }
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .as("a connection would name its format in the path it asks for")
                    .isThrownBy(server::accept);
        }
    }

    private static void readsOrRefuses(String format, String root, String doctype) throws Exception {
        String xml = "<?xml version=\"1.0\"?>" + doctype + "<" + root + " version=\"2\"><errors>"
                + "<error id=\"a\" msg=\"b\">&x;</error></errors></" + root + ">";
        String outcome;
        try {
            outcome = Reports.read(xml, null, format).toString();
        } catch (UnreadableReportException e) {
            outcome = String.valueOf(e.getMessage());
        }
        assertThat(outcome).as(format).doesNotContain("CANARY");
    }
}
