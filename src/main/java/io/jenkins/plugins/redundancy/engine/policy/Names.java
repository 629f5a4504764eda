package io.jenkins.plugins.redundancy.engine.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as users write them: lower case with hyphens. */
final class Names {

    private Names() {}

    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        String wanted = text.trim().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        for (E constant : type.getEnumConstants()) {
            if (id(constant).equals(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(field + ": unknown value '" + Texts.oneLine(text) + "', use one of "
                + Arrays.stream(type.getEnumConstants()).map(Names::id).collect(Collectors.joining(", ")));
    }
}
