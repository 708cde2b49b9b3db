package io.deepwiki.domain.repository;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are text, and reads them as such: UTF-8, UTF-16 with a byte order mark, else plausible Latin-1. */
public sealed interface TextProbe {
    /** They are; line ends are LF, there is no byte order mark and no NUL. */
    record Text(String text) implements TextProbe {}

    /** They are not. */
    record Binary() implements TextProbe {}

    /** They look like text, in no encoding that we know. */
    record BrokenEncoding() implements TextProbe {}

    /** What the bytes are. Linear in their number. */
    static TextProbe of(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (looksBinary(bytes)) {
            return new Binary();
        }
        boolean mark = bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        TextProbe utf8 = decoded(bytes, mark ? 3 : 0, StandardCharsets.UTF_8);
        if (utf8 instanceof Text) {
            return utf8;
        }
        return plausibleLatin(bytes) ? decoded(bytes, 0, StandardCharsets.ISO_8859_1) : new BrokenEncoding();
    }

    /** Whether code was squeezed by a machine: nobody reads it, and parsers choke on it. */
    static boolean minified(String text) {
        int longest = 0;
        int lines = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                longest = Math.max(longest, i - start);
                start = i + 1;
                lines++;
            }
        }
        longest = Math.max(longest, text.length() - start);
        return text.length() > 4_000 && (text.length() / lines > 400 || longest > 50_000);
    }

    private static TextProbe decoded(byte[] bytes, int from, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                return new Binary();
            }
            return new Text(text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n'));
        } catch (CharacterCodingException _) {
            return new BrokenEncoding();
        }
    }

    private static boolean looksBinary(byte[] bytes) {
        int looked = Math.min(bytes.length, 8_192);
        int controls = 0;
        for (int i = 0; i < looked; i++) {
            int b = bytes[i] & 0xff;
            if (b == 0) {
                return true;
            }
            if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
                controls++;
            }
        }
        return controls * 20 > looked;
    }

    /** Latin-1 text has few letters above ASCII, and none of its control characters. */
    private static boolean plausibleLatin(byte[] bytes) {
        int high = 0;
        for (byte b : bytes) {
            int value = b & 0xff;
            if (value >= 0x80 && value < 0xa0) {
                return false;
            }
            if (value >= 0xa0) {
                high++;
            }
        }
        return high * 4 < bytes.length;
    }
}
