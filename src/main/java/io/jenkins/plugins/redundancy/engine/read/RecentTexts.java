package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Gives a text the String of an equal one that was seen not long ago: most reports repeat their texts next to each other,
 * and where each is different, a table of all of them would cost more than it saves. Of two texts that fall into one slot
 * the later is kept.
 */
final class RecentTexts {
    private static final int SAMPLES = 6;

    private final String[] texts;

    /** @param slots a power of two */
    RecentTexts(int slots) {
        texts = new String[slots];
    }

    /** Null where it is not known, or not any more. */
    @CheckForNull
    String find(char[] text, int offset, int length) {
        if (length == 0) {
            return "";
        }
        String known = texts[slot(text, offset, length)];
        return known != null && Symbols.equal(known, text, offset, length) ? known : null;
    }

    /** Keeps a text as that of the characters it was made of. */
    String keep(char[] text, int offset, int length, String made) {
        texts[slot(text, offset, length)] = made;
        return made;
    }

    /** By some of the characters: what is found is compared as a whole, so that one walk over the text is enough. */
    private int slot(char[] text, int offset, int length) {
        int hash = length;
        int step = length / SAMPLES + 1;
        for (int i = length - 1; i >= 0; i -= step) {
            hash = hash * 31 + text[offset + i];
        }
        for (int i = length - 1, end = Math.max(0, length - SAMPLES); i >= end; i--) {
            hash = hash * 31 + text[offset + i];
        }
        return Symbols.spread(hash) & (texts.length - 1);
    }
}
