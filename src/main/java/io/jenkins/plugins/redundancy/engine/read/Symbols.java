package io.jenkins.plugins.redundancy.engine.read;

/**
 * Gives equal texts one String, and makes none for a text it has seen: reports say the same paths, messages and ids
 * over and over, and a million findings must fit in memory.
 */
final class Symbols {
    /** A hostile report may have thousands of texts of one hash: those that find no room are not shared. */
    private static final int TRIES = 64;

    private String[] slots = new String[1 << 10];
    private int[] hashes = new int[1 << 10];
    private int size;

    String intern(char[] text, int offset, int length) {
        if (length == 0) {
            return "";
        }
        int hash = spread(hash(text, offset, length));
        int slot = hash & (slots.length - 1);
        for (int i = 0; i < TRIES; i++) {
            String known = slots[slot];
            if (known == null) {
                return add(slot, hash, new String(text, offset, length));
            }
            if (hashes[slot] == hash && equal(known, text, offset, length)) {
                return known;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return new String(text, offset, length);
    }

    String intern(String text) {
        if (text.isEmpty()) {
            return "";
        }
        int hash = spread(text.hashCode());
        int slot = hash & (slots.length - 1);
        for (int i = 0; i < TRIES; i++) {
            String known = slots[slot];
            if (known == null) {
                return add(slot, hash, text);
            }
            if (hashes[slot] == hash && known.equals(text)) {
                return known;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return text;
    }

    private String add(int slot, int hash, String text) {
        slots[slot] = text;
        hashes[slot] = hash;
        if (++size > slots.length / 2) {
            grow();
        }
        return text;
    }

    private void grow() {
        String[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new String[oldSlots.length * 2];
        hashes = new int[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != null) {
                int slot = oldHashes[i] & (slots.length - 1);
                while (slots[slot] != null) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    /** That of {@link String#hashCode}, four characters at a time: this is where reading spends its time. */
    private static int hash(char[] text, int offset, int length) {
        int hash = 0;
        int i = offset;
        int end = offset + length;
        for (int fours = end - 3; i < fours; i += 4) {
            hash = 923521 * hash + 29791 * text[i] + 961 * text[i + 1] + 31 * text[i + 2] + text[i + 3];
        }
        for (; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    static boolean equal(String known, char[] text, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
