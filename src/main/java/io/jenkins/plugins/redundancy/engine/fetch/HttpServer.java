package io.jenkins.plugins.redundancy.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * A server behind HTTP, by a client that is handed in; the client must not follow redirects, for they would take the token
 * along. A server that is not there is asked three times.
 */
public final class HttpServer implements Server {

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 64 << 20;

    private final HttpClient client;
    private final URI address;
    private final String authorization;
    private final Clock clock;

    /**
     * @param address {@code https://sonarqube.example.org/path}
     * @param token of a user, sent as the user name of Basic authentication, which every version of SonarQube takes; empty
     *     for none
     * @throws ServerException when the address is none
     */
    public HttpServer(HttpClient client, String address, String token, Clock clock) throws ServerException {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client follows redirects");
        }
        this.client = client;
        this.address = address(address);
        this.authorization = token.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    private static URI address(String text) throws ServerException {
        try {
            URI address = URI.create(text.replaceAll("/+$", ""));
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && address.getUserInfo() == null && scheme.matches("(?i)https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ServerException("the server's address is none: give it as https://sonarqube.example.org, "
                + "without user or password, in SONAR_HOST_URL");
    }

    @Override
    public byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LONGEST_ANSWER)
                .header("Accept", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        String api = path.replaceAll("\\?.*", "");
        for (int tries = 1; ; tries++) {
            String why;
            try {
                HttpResponse<InputStream> answer =
                        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == 200) {
                        return bounded(body, api);
                    }
                }
                why = refusal(answer.statusCode(), api);
                if (answer.statusCode() < 500) {
                    throw new ServerException(why);
                }
            } catch (ServerException e) {
                throw e;
            } catch (IOException e) {
                why = address + " does not answer: "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
            if (tries == TRIES) {
                throw new ServerException(why + " (asked " + TRIES + " times)");
            }
            clock.pause(PAUSE);
        }
    }

    private static byte[] bounded(InputStream body, String api) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ServerException("the answer to " + api + " has more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    private String refusal(int status, String api) {
        String what = address + " answers " + api + " with HTTP " + status;
        return switch (status) {
            case 401 -> what + ": it does not accept the token in SONAR_TOKEN, or there is none";
            case 403 -> what + ": the token's user may not browse this project";
            case 404 -> what + ": it knows no such project or analysis, or is no SonarQube server";
            case 301, 302, 303, 307, 308 ->
                what + ": it redirects, which is not followed so that the token stays; give the final address";
            default -> what;
        };
    }
}
