package io.jenkins.plugins.redundancy.engine.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The open issues and security hotspots of one analysis, from SonarQube's web API, as pages that {@code engine.read} takes
 * as {@code sonarqube}. The API gives 10,000 issues to a query at most, so larger answers are split by rule, then by
 * directory; what cannot be split is left out, and the total at the end tells the reader so.
 *
 * @see <a href="https://docs.sonarsource.com/sonarqube-server/extension-guide/web-api">SonarQube's web API</a>
 */
public final class SonarQubeIssues {

    /** Types of issues that are about security or correctness. */
    public static final String TYPES = "BUG,VULNERABILITY";

    /** Names of the environment variables that {@link #fetch} looks at. */
    public static final Set<String> VARIABLES = Set.of("SONAR_HOST_URL", "SONAR_TOKEN", "REDUNDANCY_SONAR_TYPES");

    /** For the server to analyse what the scanner sent. */
    public static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final int PAGE = 500;
    private static final int MOST_PER_QUERY = 10_000;
    private static final int RULES_PER_QUERY = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Server server;
    private final OutputStream out;
    private final long mostBytes;
    private final Map<String, String> project = new LinkedHashMap<>();
    private long bytes;
    private boolean first = true;

    private SonarQubeIssues(Server server, OutputStream out, long mostBytes) {
        this.server = server;
        this.out = out;
        this.mostBytes = mostBytes;
    }

    /**
     * Waits for the analysis, then writes its issues.
     *
     * @param types of issues, separated by commas: {@link #TYPES}
     * @param deadline for the analysis to end: {@link #DEADLINE}
     * @param mostBytes of the report
     * @throws ServerException when the analysis failed or is late, when the server refuses, or over {@code mostBytes}
     */
    public static void fetch(
            Server server,
            Clock clock,
            SonarQubeTask task,
            String types,
            Duration deadline,
            long mostBytes,
            OutputStream out)
            throws IOException, InterruptedException {
        if (!types.matches("[A-Z_]+(,[A-Z_]+)*")) {
            throw new ServerException("types of issues: '" + types + "'; give some of BUG, VULNERABILITY, CODE_SMELL");
        }
        SonarQubeIssues issues = new SonarQubeIssues(server, out, mostBytes);
        issues.await(task, clock, deadline);
        issues.write(task, types);
    }

    /**
     * What a scanner sent to the server, under the address and token of {@code SONAR_HOST_URL} and {@code SONAR_TOKEN}.
     *
     * @param client that follows no redirects
     * @param env of the scanner; {@code REDUNDANCY_SONAR_TYPES} for other types of issues than {@link #TYPES}
     * @param taskFile as the scanner wrote it
     */
    public static void fetch(
            HttpClient client,
            Map<String, String> env,
            Reader taskFile,
            Clock clock,
            Duration deadline,
            long mostBytes,
            OutputStream out)
            throws IOException, InterruptedException {
        SonarQubeTask task = SonarQubeTask.read(taskFile);
        String address = env.getOrDefault("SONAR_HOST_URL", "");
        Server server = new HttpServer(client, address, env.getOrDefault("SONAR_TOKEN", ""), clock);
        String types = env.getOrDefault("REDUNDANCY_SONAR_TYPES", TYPES);
        fetch(server, clock, task, types, deadline, mostBytes, out);
    }

    private void await(SonarQubeTask task, Clock clock, Duration deadline) throws IOException, InterruptedException {
        Instant end = clock.now().plus(deadline);
        Duration pause = FIRST_PAUSE;
        while (true) {
            String path = "/api/ce/task?id=" + encoded(task.id());
            Map<String, String> answer =
                    SonarQubeAnswer.read(server.get(path), path).task();
            String status = answer.getOrDefault("status", "");
            switch (status) {
                case "SUCCESS" -> {
                    for (String of : List.of("branch", "pullRequest")) {
                        if (answer.containsKey(of)) {
                            project.put(of, answer.get(of));
                        }
                    }
                    return;
                }
                case "PENDING", "IN_PROGRESS" -> {
                    if (!clock.now().isBefore(end)) {
                        throw new ServerException("the analysis " + task.id() + " is still "
                                + (status.equals("PENDING") ? "waiting" : "running") + " on the server after "
                                + deadline.toSeconds() + " s; look at its background tasks");
                    }
                }
                case "FAILED", "CANCELED" ->
                    throw new ServerException("the analysis " + task.id() + " "
                            + (status.equals("FAILED") ? "failed" : "was cancelled") + " on the server"
                            + (answer.containsKey("errorMessage") ? ": " + answer.get("errorMessage") : "")
                            + "; look at its background tasks");
                default ->
                    throw new ServerException("the server says of the analysis " + task.id() + " that it is '" + status
                            + "', which is not known here");
            }
            clock.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void write(SonarQubeTask task, String types) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("componentKeys", task.project());
        all.putAll(project);
        all.put("resolved", "false");
        all.put("types", types);
        int total = issues(all, List.of("rules", "directories"));
        Map<String, String> hotspots = new LinkedHashMap<>();
        hotspots.put("projectKey", task.project());
        hotspots.putAll(project);
        hotspots.put("status", "TO_REVIEW");
        total += pages("/api/hotspots/search", hotspots, ask("/api/hotspots/search", hotspots, 1));
        append(("{\"issues\":[],\"total\":" + total + "}").getBytes(StandardCharsets.UTF_8));
        out.write(']');
    }

    /** One page with what it says of itself. */
    private record Page(byte[] body, SonarQubeAnswer answer) {}

    private Page ask(String api, Map<String, String> query, int page) throws IOException, InterruptedException {
        StringBuilder path =
                new StringBuilder(api).append("?ps=" + PAGE + "&p=").append(page);
        query.forEach((key, value) -> path.append('&').append(key).append('=').append(encoded(value)));
        byte[] body = server.get(path.toString());
        return new Page(body, SonarQubeAnswer.read(body, api));
    }

    /**
     * All that match, as far as the server gives them.
     *
     * @param splits facets to split a query by that is too large, best first
     * @return how many match
     */
    private int issues(Map<String, String> query, List<String> splits) throws IOException, InterruptedException {
        Map<String, String> asked = new LinkedHashMap<>(query);
        if (!splits.isEmpty()) {
            asked.put("facets", splits.get(0));
        }
        Page page = ask("/api/issues/search", asked, 1);
        int total = page.answer().total();
        if (total <= MOST_PER_QUERY || splits.isEmpty()) {
            return pages("/api/issues/search", query, page);
        }
        String facet = splits.get(0);
        for (List<String> part : parts(facet, page.answer(), total)) {
            Map<String, String> narrower = new LinkedHashMap<>(query);
            narrower.put(facet, String.join(",", part));
            issues(narrower, splits.subList(1, splits.size()));
        }
        return total;
    }

    /** Values of the facet; where it was cut off, for rules also all those that it does not name. */
    private List<List<String>> parts(String facet, SonarQubeAnswer answer, int total)
            throws IOException, InterruptedException {
        Map<String, Integer> counts = answer.facets().getOrDefault(facet, Map.of());
        List<List<String>> parts = new ArrayList<>();
        counts.keySet().forEach(value -> parts.add(List.of(value)));
        if (facet.equals("rules")
                && counts.values().stream().mapToInt(Integer::intValue).sum() < total) {
            List<String> others = new ArrayList<>();
            SonarQubeAnswer rules;
            int page = 1;
            do {
                rules = ask("/api/rules/search", Map.of("f", "name"), page++).answer();
                rules.keys().stream().filter(key -> !counts.containsKey(key)).forEach(others::add);
            } while (rules.entries() > 0 && PAGE * page <= MOST_PER_QUERY);
            for (int i = 0; i < others.size(); i += RULES_PER_QUERY) {
                parts.add(others.subList(i, Math.min(others.size(), i + RULES_PER_QUERY)));
            }
        }
        return parts;
    }

    private int pages(String api, Map<String, String> query, Page first) throws IOException, InterruptedException {
        append(first.body());
        int read = first.answer().entries();
        int total = first.answer().total();
        for (int page = 2; read < Math.min(total, MOST_PER_QUERY) && page <= MOST_PER_QUERY / PAGE; page++) {
            Page next = ask(api, query, page);
            if (next.answer().entries() == 0) {
                break; // resolved in the meantime; the reader is told how many there should be
            }
            append(next.body());
            read += next.answer().entries();
        }
        return total;
    }

    private void append(byte[] page) throws IOException {
        bytes += page.length + 1L;
        if (bytes > mostBytes) {
            throw new ServerException(
                    "the issues have more than " + mostBytes + " bytes; narrow the types of issues or the project");
        }
        out.write(first ? '[' : ',');
        out.write(page);
        first = false;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
