package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When enough independent eligible voters report the same. Abstentions never reach a rule. */
public sealed interface AgreementRule {

    /** Two of the eligible, or the only one. */
    AgreementRule DEFAULT = new AtLeast(2);

    /**
     * @param reported voters that report it, ≥ 1
     * @param eligible voters that report it or could have, ≥ reported
     * @param share weight of those that report it / weight of the eligible, 0…1
     */
    boolean confirms(int reported, int eligible, double share);

    /** {@code any}, {@code majority}, {@code all}, {@code sqrt}, {@code 3}, {@code weighted(0.6)}: what {@link #parse} reads. */
    String text();

    /** One voter. */
    record Any() implements AgreementRule {
        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return true;
        }

        @Override
        public String text() {
            return "any";
        }
    }

    /** More than half of the eligible. */
    record Majority() implements AgreementRule {
        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return reported > eligible - reported;
        }

        @Override
        public String text() {
            return "majority";
        }
    }

    /** Every eligible voter. */
    record All() implements AgreementRule {
        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return reported == eligible;
        }

        @Override
        public String text() {
            return "all";
        }
    }

    /** ⌊√eligible⌋: one of up to three, two of four to eight. */
    record SquareRoot() implements AgreementRule {
        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return reported >= (int) Math.sqrt(eligible);
        }

        @Override
        public String text() {
            return "sqrt";
        }
    }

    /** {@code votes} of the eligible, or all of them where they are fewer. */
    record AtLeast(int votes) implements AgreementRule {
        public AtLeast {
            if (votes < 1) {
                throw new IllegalArgumentException("an agreement needs at least 1 vote, not " + votes);
            }
        }

        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return reported >= Math.min(votes, eligible);
        }

        @Override
        public String text() {
            return Integer.toString(votes);
        }
    }

    /** Voters that hold at least {@code threshold} of the weight of the eligible. */
    record Weighted(double threshold) implements AgreementRule {
        public Weighted {
            if (!(threshold > 0 && threshold <= 1)) {
                throw new IllegalArgumentException(
                        "the threshold of weighted must be above 0 and at most 1, not " + threshold);
            }
        }

        @Override
        public boolean confirms(int reported, int eligible, double share) {
            return share >= threshold - 1e-9; // a share of 3 × 0.2 is not to fail 0.6 by rounding
        }

        @Override
        public String text() {
            return "weighted(" + threshold + ")";
        }
    }

    /** Reads {@link #text}, upper case and {@code min(3)} for {@code 3} too. */
    static AgreementRule parse(String text) {
        String rule = text.strip().toLowerCase(Locale.ROOT);
        switch (rule) {
            case "any":
                return new Any();
            case "majority":
                return new Majority();
            case "all":
                return new All();
            case "sqrt":
            case "√":
                return new SquareRoot();
            default:
        }
        try {
            Matcher call = Pattern.compile("(min|weighted)\\s*\\(\\s*([0-9.]{1,9})\\s*\\)")
                    .matcher(rule);
            if (!call.matches()) {
                return new AtLeast(Integer.parseInt(rule));
            }
            return call.group(1).equals("min")
                    ? new AtLeast(Integer.parseInt(call.group(2)))
                    : new Weighted(Double.parseDouble(call.group(2)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "unknown agreement rule '" + shown(text)
                            + "': use any, majority, all, sqrt, a number of votes such as 2, or weighted(0.6)",
                    e);
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
