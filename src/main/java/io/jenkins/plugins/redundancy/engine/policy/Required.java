package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.util.Locale;

/**
 * How many slots must be filled: k as a number, {@code majority} or {@code all}.
 *
 * @param rule what k is
 * @param number k itself, where the rule is {@link Rule#NUMBER}, else 0; {@link PolicyCheck} tells a senseless one
 */
public record Required(Rule rule, int number) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Required MAJORITY = new Required(Rule.MAJORITY, 0);
    public static final Required ALL = new Required(Rule.ALL, 0);

    /** What k is. */
    public enum Rule {
        NUMBER,
        MAJORITY,
        ALL
    }

    public static Required of(int number) {
        return new Required(Rule.NUMBER, number);
    }

    /** @throws IllegalArgumentException when the text is no whole number, {@code majority} or {@code all} */
    public static Required parse(String text) {
        String value = text.trim().toLowerCase(Locale.ROOT);
        if (value.equals("majority")) {
            return MAJORITY;
        }
        if (value.equals("all")) {
            return ALL;
        }
        try {
            return of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "required: '" + Texts.oneLine(text) + "' is no count, use a whole number, majority or all", e);
        }
    }

    /** k for so many slots: more than half of them for {@code majority}. */
    public int resolve(int slots) {
        return switch (rule) {
            case NUMBER -> number;
            case MAJORITY -> slots / 2 + 1;
            case ALL -> slots;
        };
    }

    /** As it stands in YAML. */
    @Override
    public String toString() {
        return rule == Rule.NUMBER ? Integer.toString(number) : Names.id(rule);
    }
}
