package io.jenkins.plugins.redundancy.engine.fetch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers as SonarQube 9.9 does, with its limits: 10,000 issues to a query, 100 values to a facet. */
final class FakeSonarQube implements Server {

    static final int MOST = 10_000;
    private static final int FACET = 100;

    /** @param number its key */
    record Issue(int number, String rule, String directory) {}

    final List<Issue> issues;
    final List<String> asked = new ArrayList<>();
    private final int hotspots;
    private final List<String> statuses;

    /** @param statuses of the task, one after the other; the last one stays */
    FakeSonarQube(List<Issue> issues, int hotspots, String... statuses) {
        this.issues = issues;
        this.hotspots = hotspots;
        this.statuses = new ArrayList<>(List.of(statuses));
    }

    @Override
    public byte[] get(String path) throws ServerException {
        asked.add(path);
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : path.substring(path.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String api = path.substring(0, path.indexOf('?'));
        String answer =
                switch (api) {
                    case "/api/ce/task" -> task();
                    case "/api/issues/search" -> issues(query);
                    case "/api/hotspots/search" -> hotspots(query);
                    case "/api/rules/search" -> rules(query);
                    default -> throw new ServerException("HTTP 404 for " + api);
                };
        return answer.getBytes(StandardCharsets.UTF_8);
    }

    private String task() {
        String status = statuses.size() > 1 ? statuses.remove(0) : statuses.get(0);
        return "{\"task\":{\"id\":\"AX1\",\"status\":\"" + status
                + "\",\"branch\":\"a/b\",\"errorMessage\":\"no disk\"}}";
    }

    private static int[] page(Map<String, String> query, int total) throws ServerException {
        int size = Integer.parseInt(query.get("ps"));
        int page = Integer.parseInt(query.get("p"));
        if (page * size > MOST) {
            throw new ServerException("HTTP 400: can return only the first 10000 results");
        }
        return new int[] {Math.min(total, (page - 1) * size), Math.min(total, page * size)};
    }

    private String issues(Map<String, String> query) throws ServerException {
        Set<String> rules = Set.of(query.getOrDefault("rules", "").split(","));
        List<Issue> found = issues.stream()
                .filter(issue -> !query.containsKey("rules") || rules.contains(issue.rule()))
                .filter(issue -> !query.containsKey("directories")
                        || query.get("directories").equals(issue.directory()))
                .toList();
        int[] page = page(query, found.size());
        String list = found.subList(page[0], page[1]).stream()
                .map(issue -> "{\"key\":\"" + issue.number() + "\",\"rule\":\"" + issue.rule()
                        + "\",\"component\":\"p:" + issue.directory() + "/A.java\",\"line\":" + (issue.number() + 1)
                        + ",\"message\":\"m\",\"status\":\"OPEN\",\"severity\":\"MAJOR\"}")
                .collect(Collectors.joining(","));
        String facets =
                switch (query.getOrDefault("facets", "")) {
                    case "rules" -> facet("rules", found, Issue::rule);
                    case "directories" -> facet("directories", found, Issue::directory);
                    default -> "";
                };
        return "{\"total\":" + found.size() + ",\"paging\":{\"total\":" + found.size() + "},\"issues\":[" + list
                + "],\"facets\":[" + facets + "]}";
    }

    private static String facet(String name, List<Issue> found, Function<Issue, String> by) {
        Map<String, Long> counts =
                found.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
        return "{\"property\":\"" + name + "\",\"values\":["
                + counts.entrySet().stream()
                        .limit(FACET)
                        .map(entry -> "{\"val\":\"" + entry.getKey() + "\",\"count\":" + entry.getValue() + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private String hotspots(Map<String, String> query) throws ServerException {
        int[] page = page(query, hotspots);
        List<String> list = new ArrayList<>();
        for (int i = page[0]; i < page[1]; i++) {
            list.add("{\"key\":\"h" + i + "\",\"ruleKey\":\"java:S2077\",\"component\":\"p:H.java\",\"line\":" + (i + 1)
                    + ",\"message\":\"m\",\"vulnerabilityProbability\":\"HIGH\",\"status\":\"TO_REVIEW\"}");
        }
        return "{\"paging\":{\"total\":" + hotspots + "},\"hotspots\":[" + String.join(",", list) + "]}";
    }

    private String rules(Map<String, String> query) throws ServerException {
        List<String> keys = issues.stream().map(Issue::rule).distinct().sorted().toList();
        int[] page = page(query, keys.size());
        return "{\"total\":" + keys.size() + ",\"rules\":["
                + keys.subList(page[0], page[1]).stream()
                        .map(key -> "{\"key\":\"" + key + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
