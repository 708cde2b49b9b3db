package io.deepwiki.domain.repository;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells text from what is not, and reads it. Linear in the number of bytes. */
public final class TextProbe {
    /** Git looks for NUL bytes in as much ({@code buffer_is_binary}); control characters are counted there too. */
    private static final int LOOKED_AT = 8192;

    private static final int LONG_LINE = 1_000;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private TextProbe() {}

    /** What some bytes turned out to be. */
    public sealed interface Verdict {}

    /** Text; its lines end with LF, as Git counts them, and it has no byte order mark. */
    public record Text(String text) implements Verdict {}

    /** Not text. */
    public record Binary() implements Verdict {}

    /** Text, but in no encoding that can be told. */
    public record BrokenEncoding() implements Verdict {}

    /** Reads UTF-8, UTF-16 with a byte order mark, and what looks like windows-1252 (of which ISO 8859-1's text is a part). */
    public static Verdict of(byte[] bytes) {
        Optional<Charset> marked = markedCharset(bytes);
        if (marked.isPresent()) {
            return decode(bytes, 2, marked.get()).map(TextProbe::text).orElse(new BrokenEncoding());
        }
        if (binary(bytes)) {
            return new Binary();
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        Optional<String> text = decode(bytes, start, StandardCharsets.UTF_8);
        if (text.isEmpty() && start == 0 && Latin.plausible(bytes)) {
            text = decode(bytes, 0, WINDOWS_1252);
        }
        return text.map(TextProbe::text).orElse(new BrokenEncoding());
    }

    /**
     * Whether a machine has taken the line breaks out: most of the text stands in lines that no one could read, or the mean line is
     * longer than 300 characters.
     */
    public static boolean minified(String text) {
        int lines = 1;
        long inLongLines = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            inLongLines += stop - start > LONG_LINE ? stop - start : 0;
            lines += end < 0 ? 0 : 1;
            start = stop + 1;
        }
        return text.length() > 2 * LONG_LINE && (inLongLines * 2 > text.length() || text.length() / lines > 300);
    }

    private static Verdict text(String decoded) {
        if (decoded.indexOf('\0') >= 0) {
            return new Binary();
        }
        return new Text(decoded.indexOf('\r') < 0 ? decoded : decoded.replace("\r\n", "\n"));
    }

    private static Optional<Charset> markedCharset(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return startsWith(bytes, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean binary(byte[] bytes) {
        int end = Math.min(bytes.length, LOOKED_AT);
        int controls = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
            controls += control(bytes[i]) ? 1 : 0;
        }
        return controls * 20 > end;
    }

    /** Tab, line ends, form feed, backspace and escape occur in text. */
    private static boolean control(byte b) {
        return b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\b' && b != 0x1B;
    }

    private static Optional<String> decode(byte[] bytes, int start, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
