package io.jenkins.plugins.redundancy.engine.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops XML whose single attributes, texts, comments or CDATA sections are absurdly long before a parser collects them in
 * memory. Works on bytes, for every encoding that keeps ASCII recognisable: zero bytes of UTF-16 are passed over.
 */
final class MarkupGuard extends FilterInputStream {
    private final Reading reading;
    private long run;
    private int last;
    private int beforeLast;
    private boolean special; // inside a comment or CDATA section, where "<" means nothing

    MarkupGuard(InputStream in, Reading reading) {
        super(in);
        this.reading = reading;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            check(one);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        for (int i = 0; i < count; i++) {
            check(buffer[offset + i]);
        }
        return count;
    }

    private void check(int c) throws IOException {
        if (c == 0) {
            return;
        }
        if (special) {
            special = !(c == '>' && last == beforeLast && (last == '-' || last == ']'));
            run = special ? run + 1 : 0;
        } else if (c == '<') {
            run = 0;
        } else {
            special = c == '!' && last == '<';
            run++;
        }
        beforeLast = last;
        last = c;
        if (run > reading.limits.stringLength()) {
            throw reading.unreadable("has a text or attribute longer than " + reading.limits.stringLength()
                    + " bytes (limit stringLength)");
        }
    }
}
