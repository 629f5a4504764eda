package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Language;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Locale;

/** Why a tool has no vote on a cluster. */
enum Abstention {
    NO_REPORT,
    PARTIAL_REPORT,
    LANGUAGE,
    KIND,
    WEAKNESS,
    CWE;

    /** What follows the name of one tool, or the names of several. */
    String text(boolean several, String kind, WeaknessClass weakness, String language) {
        String does = several ? "do" : "does";
        String is = several ? "are" : "is";
        String what = Sentence.bounded(withinSentence(weakness.title()));
        return switch (this) {
            case NO_REPORT -> "delivered no report";
            case PARTIAL_REPORT -> "delivered a part of a report only";
            case LANGUAGE ->
                language.equals(Language.OTHER)
                        ? is + " not known to read such files"
                        : does + " not know " + title(language);
            case KIND -> does + " not look for " + (kind.equals("secret") ? "secrets" : "vulnerable packages");
            case WEAKNESS -> weakness.shared() ? does + " not look for " + what : is + " not known to have such a rule";
            case CWE -> (several ? "look" : "looks") + " for another kind of " + what;
        };
    }

    /** {@code weak hash}, but {@code SQL injection} and {@code CWE-20}. */
    private static String withinSentence(String title) {
        boolean acronym = title.length() < 2 || !Character.isLowerCase(title.charAt(1));
        return acronym ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private static String title(String language) {
        return switch (language) {
            case "cpp" -> "C++";
            case "csharp" -> "C#";
            case "javascript" -> "JavaScript";
            case "typescript" -> "TypeScript";
            case "php", "xml", "html", "json", "yaml" -> language.toUpperCase(Locale.ROOT);
            default -> Character.toUpperCase(language.charAt(0)) + language.substring(1);
        };
    }
}
