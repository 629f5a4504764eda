package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A group of CWE numbers that scanners use for one and the same weakness: the unit of correlation, coverage and
 * confidence. Numbers outside every group are a class of their own ({@code cwe-1188}); a rule without any number is a
 * class that only it can agree with ({@code rule:pmd/UnusedLocalVariable}).
 *
 * @param id stable, in reports and tool sets: lower case with dashes
 * @param title for people
 */
public record WeaknessClass(String id, String title) {

    private static final Map<String, WeaknessClass> KNOWN = new LinkedHashMap<>();
    private static final Map<Integer, WeaknessClass> BY_CWE = new HashMap<>();

    // Sources: CWE 4.18's parent-child relations, the OWASP Benchmark's categories, and the numbers that 87 SARIF
    // producers give to the same rule (docs/developer/weakness-classes.md).
    static {
        group("sql-injection", "SQL injection", 89, 564, 943);
        group("command-injection", "Command injection", 77, 78, 88);
        group("code-injection", "Code injection", 94, 95, 96, 98, 1336, 917);
        group("xss", "Cross-site scripting", 79, 80, 81, 82, 83, 84, 85, 86, 87, 116);
        group("path-traversal", "Path traversal", 21, 22, 23, 24, 29, 35, 36, 38, 40, 73, 641);
        group("ldap-injection", "LDAP injection", 90);
        group("xpath-injection", "XPath injection", 91, 643, 652);
        group("header-injection", "HTTP header injection", 93, 113, 644);
        group("log-injection", "Log injection", 117);
        group("format-string", "Format string", 134);
        group("xxe", "XML external entities", 611, 776, 827);
        group("deserialization", "Unsafe deserialization", 502);
        group("ssrf", "Server-side request forgery", 918);
        group("open-redirect", "Open redirect", 601);
        group("csrf", "Cross-site request forgery", 352);
        group("trust-boundary", "Trust boundary violation", 501);
        group("weak-hash", "Weak hash", 328, 759, 760, 916, 1240);
        group("weak-cipher", "Weak encryption", 326, 327, 329, 323, 325, 780, 1204);
        group("weak-random", "Weak random numbers", 330, 331, 332, 335, 336, 337, 338, 339, 340, 1241);
        group("insecure-cookie", "Insecure cookie", 614);
        group("cookie-http-only", "Cookie readable by scripts", 1004);
        group("cleartext-transport", "Cleartext transmission", 319);
        group("cleartext-storage", "Cleartext storage", 312, 313, 315, 316);
        group("certificate-validation", "Certificate not validated", 295, 296, 297, 298, 299, 599);
        group("hard-coded-credentials", "Hard-coded credentials", 259, 321, 547, 798);
        group("authentication", "Missing or weak authentication", 287, 306, 307, 521, 620);
        group("access-control", "Missing access control", 284, 285, 639, 862, 863);
        group("file-permissions", "Loose file permissions", 276, 277, 278, 279, 281, 732);
        group("temporary-file", "Insecure temporary file", 377, 378, 379);
        group("information-exposure", "Information exposure", 200, 201, 203, 204, 209, 210, 215, 497, 532, 538, 548);
        group("upload", "Unrestricted upload", 434);
        group("regex-dos", "Regular-expression denial of service", 625, 730, 1333);
        group("resource-exhaustion", "Resource exhaustion", 400, 409, 770, 771, 774, 789);
        group("race-condition", "Race condition", 362, 363, 364, 366, 367, 421, 820, 821, 662, 667);
        // spotless:off
        group("buffer-overflow", "Buffer overflow", 119, 120, 121, 122, 124, 129, 131, 170, 242, 251, 466, 676, 785, 786,
                787, 788, 805, 806, 823);
        // spotless:on
        group("buffer-over-read", "Buffer over-read", 125, 126, 127);
        group("integer-overflow", "Integer overflow", 128, 190, 191, 192, 194, 195, 196, 197, 680, 681);
        group("divide-by-zero", "Divide by zero", 369);
        group("null-dereference", "Null dereference", 476, 690);
        group("use-after-free", "Use after free", 416, 825);
        group("double-free", "Double free", 415, 675, 1341);
        group("invalid-free", "Invalid free", 590, 761, 762, 763);
        group("memory-leak", "Memory leak", 401);
        group("resource-leak", "Resource leak", 403, 404, 459, 772, 773, 775);
        group("uninitialized", "Uninitialized use", 456, 457, 665, 824, 908, 909);
        group("unchecked-return", "Unchecked return value", 252, 253);
        group("swallowed-error", "Error ignored", 390, 391, 754, 755);
        group("broad-exception", "Overly broad exception", 395, 396, 397);
        group("reference-comparison", "References compared instead of values", 595, 597);
        group("mutable-exposure", "Mutable internals exposed", 374, 375, 495, 496);
        group("cross-origin", "Origin not checked", 346, 942, 1385);
        group("infinite-loop", "Infinite loop", 674, 835);
        group("dead-code", "Dead code", 561, 563, 570, 571, 1164);
        group("assertion", "Reachable assertion", 617);
        group("prototype-pollution", "Prototype pollution", 1321, 915);
        group("injection", "Injection", 74, 75);
        group("debug-code", "Debug code left in", 489, 11);
        group("wrong-arguments", "Wrong arguments in a call", 628, 683, 685, 686, 687, 688);
        group("pointer-misuse", "Misuse of pointers", 467, 468, 469, 562, 587, 588, 843);
    }

    public WeaknessClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
    }

    private static void group(String id, String title, int... cwes) {
        WeaknessClass weakness = new WeaknessClass(id, title);
        KNOWN.put(id, weakness);
        for (int cwe : cwes) {
            if (BY_CWE.put(cwe, weakness) != null) {
                throw new IllegalStateException("CWE-" + cwe + " stands in two weakness classes");
            }
        }
    }

    /** The groups, in the order of the table. */
    public static Collection<WeaknessClass> known() {
        return java.util.Collections.unmodifiableCollection(KNOWN.values());
    }

    public static WeaknessClass ofCwe(int cwe) {
        WeaknessClass known = BY_CWE.get(cwe);
        return known != null ? known : new WeaknessClass("cwe-" + cwe, "CWE-" + cwe);
    }

    /** The class of a result: that of the first number that is in a group, else of the first, else the rule's own. */
    public static WeaknessClass of(List<Integer> cwes, String tool, String ruleId) {
        for (Integer cwe : cwes) {
            WeaknessClass known = BY_CWE.get(cwe);
            if (known != null) {
                return known;
            }
        }
        return cwes.isEmpty() ? ofRule(tool, ruleId) : ofCwe(cwes.get(0));
    }

    /** The class of a rule whose weakness is not known: it agrees with itself alone. */
    public static WeaknessClass ofRule(String tool, String ruleId) {
        return new WeaknessClass("rule:" + tool + "/" + ruleId, ruleId);
    }

    /** By id, as written in a tool set: a group, or {@code cwe-N}. */
    public static Optional<WeaknessClass> ofId(String id) {
        WeaknessClass known = KNOWN.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        return id.matches("cwe-[1-9][0-9]{0,4}")
                ? Optional.of(ofCwe(Integer.parseInt(id.substring(4))))
                : Optional.empty();
    }

    /** False for the class of a rule without a number: nobody else can vote in it. */
    public boolean shared() {
        return !id.startsWith("rule:");
    }
}
