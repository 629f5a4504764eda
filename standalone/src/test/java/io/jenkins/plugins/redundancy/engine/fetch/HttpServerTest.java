package io.jenkins.plugins.redundancy.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    /** Time stands still. */
    private static final Clock STILL = new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void pause(Duration time) {
            // none
        }
    };

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private com.sun.net.httpserver.HttpServer real;
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        real = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        real.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"total\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        real.start();
    }

    @AfterEach
    void close() {
        real.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + real.getAddress().getPort();
    }

    private Server server(String address) throws ServerException {
        return new HttpServer(HttpClient.newHttpClient(), address, "s3cret", STILL);
    }

    @Test
    void asksWithTheTokenAsUser() throws Exception {
        byte[] body = server(address() + "/sonar/").get("/api/issues/search?p=1");

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("{\"total\":7}");
        assertThat(seen).containsExactly("/sonar/api/issues/search?p=1 Basic czNjcmV0Og==");
    }

    @Test
    void aRefusalSaysWhatToDoAndDoesNotHoldTheToken() {
        status = 401;
        assertThatThrownBy(() -> server(address()).get("/api/x?id=1"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HTTP 401: it does not accept the token in SONAR_TOKEN")
                .hasMessageNotContaining("s3cret");
        status = 403;
        assertThatThrownBy(() -> server(address()).get("/api/x")).hasMessageContaining("may not browse this project");
        assertThat(seen).hasSize(2);
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;

        assertThatThrownBy(() -> server(address()).get("/api/x")).hasMessageContaining("redirects");
        assertThat(seen).hasSize(1);
        assertThatThrownBy(() -> new HttpServer(
                        HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.ALWAYS)
                                .build(),
                        address(),
                        "",
                        STILL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerInTroubleIsAskedThreeTimes() {
        status = 503;

        assertThatThrownBy(() -> server(address()).get("/api/x")).hasMessageContaining("HTTP 503 (asked 3 times)");
        assertThat(seen).hasSize(3);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBe() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> server("http://127.0.0.1:" + free).get("/api/x"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt() {
        for (String address : List.of("", "sonar", "file:///etc/passwd", "https://user:pass@host", "http://a b")) {
            assertThatThrownBy(() -> server(address))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("SONAR_HOST_URL")
                    .hasMessageNotContaining("pass@");
        }
    }
}
