package io.jenkins.plugins.redundancy.cli;

/** Text from scanners and reports, made harmless for a terminal: their messages are theirs, the screen is ours. */
final class PlainText {

    private PlainText() {}

    /** One line without escape sequences, control characters or characters that reorder what is shown. */
    static String of(String text) {
        return of(text, 500);
    }

    static String of(String text, int longest) {
        String head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String line = head.replaceAll("\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?", "")
                .replaceAll("[\u001b\u009b]\\[?[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
                .strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
