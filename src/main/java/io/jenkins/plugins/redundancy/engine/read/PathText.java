package io.jenkins.plugins.redundancy.engine.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The text of paths and URIs, whichever system wrote them; nothing here touches a file system. */
final class PathText {
    private static final int MAX_LENGTH = 4_000;

    private PathText() {}

    /** A path with {@code /}, no {@code file:}, no percent-encoding and no control characters; other schemes stay. */
    static String plain(String raw, boolean uri) {
        String path = raw;
        boolean file = raw.regionMatches(true, 0, "file:", 0, 5);
        if (file) {
            path = withoutAuthority(raw.substring(5).replace('\\', '/'));
        } else if (hasScheme(raw)) {
            return visible(raw);
        }
        path = path.replace('\\', '/');
        if ((uri || file) && path.indexOf('%') >= 0) {
            path = decoded(path);
        }
        if (path.length() > 2 && path.charAt(0) == '/' && hasDrive(path.substring(1))) {
            path = path.substring(1);
        }
        if (hasDrive(path)) {
            path = path.replace('\\', '/');
        }
        return visible(path);
    }

    /** Handles {@code /a}, {@code //a}, {@code ///a}, {@code //localhost/a}, {@code //host/share} and {@code //C:/a}. */
    private static String withoutAuthority(String rest) {
        if (!rest.startsWith("//")) {
            return rest;
        }
        int end = rest.indexOf('/', 2);
        String host = end < 0 ? rest.substring(2) : rest.substring(2, end);
        String path = end < 0 ? "" : rest.substring(end);
        if (host.isEmpty() || host.equalsIgnoreCase("localhost")) {
            return path.startsWith("//") ? path.substring(1) : path;
        }
        return hasDrive(host) ? host + path : rest;
    }

    /** Two letters at least, so that a drive is none. */
    static boolean hasScheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 2 || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '.' && c != '-') {
                return false;
            }
        }
        // "a.c:12" is a file name with a colon, "https://…" and "jar:file:…" are not
        return text.startsWith("//", colon + 1) || (text.indexOf('.') < 0 || text.indexOf('.') > colon);
    }

    static boolean hasDrive(String path) {
        return path.length() >= 2
                && path.charAt(1) == ':'
                && isLetter(path.charAt(0))
                && (path.length() == 2 || path.charAt(2) == '/' || path.charAt(2) == '\\');
    }

    static boolean isAbsolute(String path) {
        return path.startsWith("/") || hasDrive(path);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Without {@code .}, empty segments, and {@code ..} as far as there is something to go up from. */
    static String collapse(String path) {
        if (!path.contains("./") && !path.contains("//") && !path.endsWith(".") && !path.endsWith("/")) {
            return path;
        }
        String prefix = path.startsWith("//") && !path.startsWith("///") ? "//" : path.startsWith("/") ? "/" : "";
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")
                    && !kept.isEmpty()
                    && !kept.peekLast().equals("..")
                    && !hasDrive(kept.peekLast())) {
                kept.removeLast();
            } else if (segment.equals("..") && (!prefix.isEmpty() || (!kept.isEmpty() && hasDrive(kept.peekLast())))) {
                continue; // above the root of a file system is its root
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = prefix + String.join("/", kept);
        return joined.isEmpty() ? "." : joined;
    }

    /** Left as it is where the encoding is broken: a file may well be called {@code 100%.c}. */
    private static String decoded(String path) {
        byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length];
        int length = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '%') {
                int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
                int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return path;
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = utf8[i];
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }

    /** What could hide a part of the path, or show it as another one, is seen as a replacement character. */
    private static String visible(String path) {
        if (path.length() <= MAX_LENGTH && path.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return path;
        }
        StringBuilder visible = new StringBuilder(path.length());
        path.codePoints()
                .limit(MAX_LENGTH)
                .forEach(c -> visible.appendCodePoint(PlainText.isHarmless(c) ? c : '\uFFFD'));
        return PlainText.line(visible.toString(), MAX_LENGTH);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
