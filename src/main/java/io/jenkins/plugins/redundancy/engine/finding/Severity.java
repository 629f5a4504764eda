package io.jenkins.plugins.redundancy.engine.finding;

/** How bad a finding is if it is real, highest first. Not a confidence: scanners' severities say little about truth. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** The scale of GitHub's {@code security-severity}, which is CVSS': 9, 7, 4 and above 0 are the bounds. */
    public static Severity ofSecuritySeverity(double score) {
        if (score >= 9.0) {
            return CRITICAL;
        } else if (score >= 7.0) {
            return HIGH;
        } else if (score >= 4.0) {
            return MEDIUM;
        }
        return score > 0.0 ? LOW : INFO;
    }

    /** {@code error}, {@code warning}, {@code note}, {@code none} of SARIF 2.1.0 §3.27.10; anything else is a warning. */
    public static Severity ofSarifLevel(String level) {
        return switch (level) {
            case "error" -> HIGH;
            case "note" -> LOW;
            case "none" -> INFO;
            default -> MEDIUM;
        };
    }

    /** The SARIF level that means this severity. */
    public String sarifLevel() {
        return switch (this) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
