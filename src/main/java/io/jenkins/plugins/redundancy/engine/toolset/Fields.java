package io.jenkins.plugins.redundancy.engine.toolset;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of one mapping, while it is read: everything that is wrong goes into the list of problems. */
final class Fields {

    private final Setting.Mapping mapping;
    private final String path;
    private final List<Problem> problems;

    private Fields(Setting.Mapping mapping, String path, List<Problem> problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** Reports every key that is not known; a setting that is no mapping has no keys. */
    static Fields of(Setting setting, String path, List<String> known, List<Problem> problems) {
        if (!(setting instanceof Setting.Mapping mapping)) {
            problems.add(new Problem(
                    setting.at(),
                    path,
                    setting.shown() + " stands where keys are needed",
                    "Write " + known.get(0) + ": …"));
            return new Fields(new Setting.Mapping(Map.of(), Map.of(), setting.at()), path, problems);
        }
        Fields fields = new Fields(mapping, path, problems);
        mapping.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(new Problem(
                        mapping.keys().getOrDefault(key, mapping.at()),
                        fields.path(key),
                        "there is no key " + new Setting.Scalar(key, mapping.at()).shown() + " here",
                        Nearest.remedy(key, known))));
        return fields;
    }

    Place at() {
        return mapping.at();
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Optional<Setting> get(String key) {
        return Optional.ofNullable(mapping.entries().get(key));
    }

    void problem(String key, String what, String remedy) {
        Place place = get(key).map(Setting::at).orElse(mapping.at());
        problems.add(new Problem(place, path(key), what, remedy));
    }

    /** Text of a scalar; blank counts as missing. */
    Optional<String> text(String key) {
        Optional<Setting> setting = get(key);
        if (setting.isPresent() && !(setting.get() instanceof Setting.Scalar)) {
            problem(key, setting.get().shown() + " stands where one value is needed", "Write one text or number");
            return Optional.empty();
        }
        return setting.map(value -> ((Setting.Scalar) value).text()).filter(text -> !text.isBlank());
    }

    /** Text of a scalar, or those of a list with commas between them. */
    Optional<String> joined(String key) {
        if (get(key).filter(Setting.Sequence.class::isInstance).isEmpty()) {
            return text(key);
        }
        return Optional.of(texts(key).stream().map(Setting.Scalar::text).collect(Collectors.joining(",")));
    }

    /** By a parser whose {@link IllegalArgumentException} says what would be right. */
    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).flatMap(text -> parsed(key, text, parser));
    }

    <T> Optional<T> parsed(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, new Setting.Scalar(text, at()).shown() + " cannot be used", sentence(e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<Duration> duration(String key) {
        return parsed(key, text -> {
            Duration duration = Durations.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("write a time that is not negative, like 90s, 2m or 1h30m");
            }
            return duration;
        });
    }

    Optional<Integer> count(String key) {
        return parsed(key, text -> {
            if (!text.matches("[0-9]{1,4}")) {
                throw new IllegalArgumentException("write a whole number from 0 to 9999");
            }
            return Integer.valueOf(text);
        });
    }

    Optional<Boolean> flag(String key) {
        return parsed(key, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("write true or false");
            }
            return Boolean.valueOf(text);
        });
    }

    /** The texts of a list of scalars; one scalar is a list of one. */
    List<Setting.Scalar> texts(String key) {
        List<Setting.Scalar> texts = new ArrayList<>();
        for (Setting item : items(key)) {
            if (item instanceof Setting.Scalar scalar) {
                texts.add(scalar);
            } else {
                problems.add(new Problem(
                        item.at(),
                        path(key),
                        item.shown() + " stands where a text is needed",
                        "Write a list of texts"));
            }
        }
        return texts;
    }

    List<Setting> items(String key) {
        return get(key).map(value -> value instanceof Setting.Sequence sequence ? sequence.items() : List.of(value))
                .orElse(List.of());
    }

    static String sentence(@CheckForNull String message) {
        return message == null || message.isEmpty()
                ? "Look into the documentation of this key"
                : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    }
}
