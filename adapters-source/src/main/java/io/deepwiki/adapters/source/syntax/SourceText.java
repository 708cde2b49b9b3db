package io.deepwiki.adapters.source.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text by its UTF-8 bytes, for that is how the parser counts. */
final class SourceText {
    private final byte[] bytes;
    private final int[] lineStarts;

    SourceText(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] starts = new int[64];
        int lines = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts = lines == starts.length ? Arrays.copyOf(starts, lines * 2) : starts;
                starts[lines++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    int length() {
        return bytes.length;
    }

    int lines() {
        return lineStarts.length;
    }

    /** Copies bytes from an offset on, as many as fit; gives their number. */
    int copyTo(byte[] target, int offset) {
        int count = Math.clamp((long) bytes.length - offset, 0, target.length);
        System.arraycopy(bytes, Math.min(offset, bytes.length), target, 0, count);
        return count;
    }

    String slice(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The line of a byte, counted from 1. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The end of a range without the blanks and line ends before it. */
    int trimmedEnd(int start, int end) {
        int last = end;
        while (last > start && isBlank(bytes[last - 1])) {
            last--;
        }
        return last;
    }

    /** Whether nothing but blanks stands between the start of its line and a byte. */
    boolean startsItsLine(int offset) {
        int start = lineStarts[lineOf(offset) - 1];
        return trimmedEnd(start, offset) == start;
    }

    boolean isBlankBetween(int from, int to) {
        return trimmedEnd(from, to) == from;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r' || value == '\f';
    }
}
