package io.deepwiki.application.streaming;

/** Lengths in UTF-8, without making the bytes. */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes a code point takes, 1 to 4 (RFC 3629, section 3). */
    public static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** How many bytes a text takes that has no lone surrogates. */
    public static long length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += Character.isSurrogate(c) ? 2 : length(c);
        }
        return bytes;
    }
}
