package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects CWE numbers in the forms that tools write them: 79, "79", "CWE-79: …", "external/cwe/cwe-079", lists. */
final class CweNumbers {
    private static final int MAX_CWE = 9_999;
    private static final Pattern NAMED =
            Pattern.compile("(?:^|[^a-z])cwe[-_:/ ]{0,2}0*([1-9][0-9]{0,3})(?![0-9]|-top)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("(?:^|[ ,;\\[|])0*([1-9][0-9]{0,3})(?=$|[ ,;\\]|:])");
    private static final Pattern DEFINITION = Pattern.compile("cwe\\.mitre\\.org/data/definitions/([1-9][0-9]{0,3})");

    @CheckForNull
    private TreeSet<Integer> numbers;

    /** A number where only CWE numbers stand; none where it is none. */
    static List<Integer> listOf(int cwe) {
        return cwe > 0 && cwe <= MAX_CWE ? List.of(cwe) : List.of();
    }

    void clear() {
        numbers = null;
    }

    boolean isEmpty() {
        return numbers == null;
    }

    int size() {
        return numbers == null ? 0 : numbers.size();
    }

    void add(int cwe) {
        if (cwe > 0 && cwe <= MAX_CWE) {
            if (numbers == null) {
                numbers = new TreeSet<>();
            }
            numbers.add(cwe);
        }
    }

    void addAll(CweNumbers others) {
        if (others.numbers != null) {
            others.numbers.forEach(this::add);
        }
    }

    /** Every number with CWE in front of it: for tags and messages. */
    void addNamed(String text) {
        if (text.indexOf("CWE") < 0 && text.indexOf("cwe") < 0 && text.indexOf("Cwe") < 0) {
            return;
        }
        for (Matcher matcher = NAMED.matcher(text); matcher.find(); ) {
            add(Integer.parseInt(matcher.group(1)));
        }
    }

    /** A text that stands where only CWE numbers do, so that bare ones count. */
    void addStated(String text) {
        CweNumbers named = new CweNumbers();
        named.addNamed(text);
        if (named.isEmpty()) {
            for (Matcher matcher = BARE.matcher(text); matcher.find(); ) {
                add(Integer.parseInt(matcher.group(1)));
            }
        } else {
            addAll(named);
        }
    }

    /** The number in a link to a CWE definition. */
    void addLink(String uri) {
        Matcher matcher = DEFINITION.matcher(uri);
        if (matcher.find()) {
            add(Integer.parseInt(matcher.group(1)));
        }
    }

    /** A property that holds numbers, texts, lists of them, or objects with an {@code id}. */
    void addValue(JsonInput in) throws IOException {
        if (in.isArray()) {
            while (in.element()) {
                addValue(in);
            }
        } else if (in.isObject()) {
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("id")) {
                    addValue(in);
                } else {
                    in.skip();
                }
            }
        } else {
            String text = in.scalarText();
            if (text != null) {
                addStated(text);
            }
        }
    }

    /** Ascending, without duplicates. */
    List<Integer> toList() {
        return numbers == null ? List.of() : List.copyOf(numbers);
    }

    /** {@code cwe}, {@code CWE}, {@code cwe_id}, {@code cweId}, {@code cwes}, … */
    static boolean isCweProperty(String name) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        if ((first != 'c' && first != 'C') || name.length() > 8) {
            return false;
        }
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return plain.equals("cwe") || plain.equals("cwes") || plain.equals("cweid") || plain.equals("cweids");
    }
}
