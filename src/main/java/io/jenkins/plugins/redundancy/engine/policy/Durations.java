package io.jenkins.plugins.redundancy.engine.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them. */
public final class Durations {

    private static final String UNITS = "ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?";
    private static final Pattern WHOLE =
            Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,3})?\\s{0,9}(?:" + UNITS + ")(?![a-z])\\s{0,9}){1,8}");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]+)");

    private Durations() {}

    /**
     * {@code 90s}, {@code 2m}, {@code 1h30m}, {@code 1m 30s}, {@code 1.5h}, {@code 500ms}, {@code 2 min}, {@code 0},
     * or ISO-8601 ({@code PT1M30S}).
     *
     * @throws IllegalArgumentException saying what was read and what would be right
     */
    public static Duration parse(String text) {
        String value = text.trim().toLowerCase(Locale.ROOT);
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        if (value.length() <= 100) {
            if (value.startsWith("p") || value.startsWith("-p")) {
                return iso(text, value);
            }
            if (WHOLE.matcher(value).matches()) {
                return sum(value);
            }
        }
        boolean bare = value.matches("[0-9]{1,18}");
        throw new IllegalArgumentException("'" + Texts.oneLine(text) + "' is no duration, "
                + (bare
                        ? "add a unit: " + value + "s, " + value + "m or " + value + "h"
                        : "write it like 90s, 2m, 1h30m or PT1M30S"));
    }

    private static Duration iso(String text, String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + Texts.oneLine(text) + "' is no ISO-8601 duration, write it like PT1M30S or 1m30s", e);
        }
    }

    private static Duration sum(String value) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(value);
        while (part.find()) {
            long millis = new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(millis(part.group(2))))
                    .longValue();
            sum = sum.plusMillis(millis);
        }
        return sum;
    }

    private static long millis(String unit) {
        if (unit.equals("ms")) {
            return 1;
        }
        return switch (unit.charAt(0)) {
            case 's' -> 1_000L;
            case 'm' -> 60_000L;
            case 'h' -> 3_600_000L;
            default -> 86_400_000L;
        };
    }

    /** For sentences, by the two largest units: {@code 350 ms}, {@code 41 s}, {@code 2 min 34 s}, {@code 1 h 5 min}. */
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return duration.toMillis() == 0 ? "0 s" : duration.toMillis() + " ms";
        }
        List<String> parts = new ArrayList<>();
        unit(parts, duration.toDays(), "d");
        unit(parts, duration.toHoursPart(), "h");
        unit(parts, duration.toMinutesPart(), "min");
        unit(parts, duration.toSecondsPart(), "s");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void unit(List<String> parts, long amount, String unit) {
        if (amount != 0) {
            parts.add(amount + " " + unit);
        }
    }
}
