package io.jenkins.plugins.redundancy.engine.fetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of one answer of SonarQube's web API, what tells how to go on. The issues in it are not looked at.
 *
 * @param total matching the query, on all pages
 * @param entries on this page: issues, hotspots or rules
 * @param facets name to value to count
 * @param keys of the entries, where they are rules
 * @param task {@code task.*} as text, where it is about one
 */
record SonarQubeAnswer(
        int total, int entries, Map<String, Map<String, Integer>> facets, List<String> keys, Map<String, String> task) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param path that was asked, for messages */
    static SonarQubeAnswer read(byte[] body, String path) throws ServerException {
        try (JsonParser in = JSON.createParser(body)) {
            return new Draft().read(in);
        } catch (JsonProcessingException e) {
            throw new ServerException("the answer to " + path + " is not what SonarQube's web API gives ("
                    + e.getOriginalMessage() + "); is the address that of a SonarQube server?");
        } catch (IOException e) {
            throw new ServerException("the answer to " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The fields as they come. */
    private static final class Draft {
        private int total;
        private int entries;
        private final Map<String, Map<String, Integer>> facets = new LinkedHashMap<>();
        private final List<String> keys = new ArrayList<>();
        private final Map<String, String> task = new LinkedHashMap<>();

        SonarQubeAnswer read(JsonParser in) throws IOException {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new com.fasterxml.jackson.core.JsonParseException(in, "it is no object");
            }
            for (String field; (field = in.nextFieldName()) != null; ) {
                in.nextToken();
                switch (field) {
                    case "total" -> total = in.getValueAsInt();
                    case "paging" -> paging(in);
                    case "issues", "hotspots" -> entries += count(in);
                    case "rules" -> rules(in);
                    case "facets" -> facets(in);
                    case "task" -> texts(in, task);
                    default -> in.skipChildren();
                }
            }
            return new SonarQubeAnswer(total, entries, facets, keys, task);
        }

        private void paging(JsonParser in) throws IOException {
            Map<String, String> paging = new LinkedHashMap<>();
            texts(in, paging);
            try {
                total = Math.max(total, Integer.parseInt(paging.getOrDefault("total", "0")));
            } catch (NumberFormatException e) {
                throw new com.fasterxml.jackson.core.JsonParseException(in, "paging.total is no number");
            }
        }

        private static int count(JsonParser in) throws IOException {
            int count = 0;
            if (in.currentToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
                    in.skipChildren();
                    count++;
                }
            }
            return count;
        }

        private void rules(JsonParser in) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> rule = new LinkedHashMap<>();
                texts(in, rule);
                entries++;
                if (rule.containsKey("key")) {
                    keys.add(rule.get("key"));
                }
            }
        }

        private void facets(JsonParser in) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                String name = "";
                Map<String, Integer> values = new LinkedHashMap<>();
                for (String field; (field = in.nextFieldName()) != null; ) {
                    in.nextToken();
                    if (field.equals("property")) {
                        name = in.getValueAsString("");
                    } else if (field.equals("values") && in.currentToken() == JsonToken.START_ARRAY) {
                        values(in, values);
                    } else {
                        in.skipChildren();
                    }
                }
                facets.put(name, values);
            }
        }

        private static void values(JsonParser in, Map<String, Integer> values) throws IOException {
            while (in.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> entry = new LinkedHashMap<>();
                texts(in, entry);
                try {
                    values.put(entry.getOrDefault("val", ""), Integer.parseInt(entry.getOrDefault("count", "0")));
                } catch (NumberFormatException e) {
                    throw new com.fasterxml.jackson.core.JsonParseException(in, "a facet's count is no number");
                }
            }
        }

        /** The scalars of an object. */
        private static void texts(JsonParser in, Map<String, String> texts) throws IOException {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                return;
            }
            for (String field; (field = in.nextFieldName()) != null; ) {
                if (in.nextToken().isScalarValue() && in.currentToken() != JsonToken.VALUE_NULL) {
                    texts.put(field, in.getText());
                } else {
                    in.skipChildren();
                }
            }
        }
    }
}
