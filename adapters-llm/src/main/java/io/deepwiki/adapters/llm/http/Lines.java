package io.deepwiki.adapters.llm.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts bytes into lines as they come, at LF, CR or both; a character that is split between two reads is whole again. A line that the end of the
 * input cuts off is dropped.
 */
final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[8_192];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final int longest;
    private int at;
    private int filled;
    private boolean skipLineFeed;

    /** @param longest bytes of a line; more is an {@link IOException} */
    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    Optional<String> next() throws IOException {
        line.reset();
        while (true) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled < 0) {
                    filled = 0;
                    return Optional.empty();
                }
            }
            int begin = at;
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            line.write(buffer, begin, at - begin);
            if (line.size() > longest) {
                throw new IOException("a line is longer than " + longest + " bytes");
            }
            if (at < filled && ended()) {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Takes the end of a line; false for the second half of a CRLF. */
    private boolean ended() {
        byte end = buffer[at++];
        boolean second = end == '\n' && skipLineFeed && line.size() == 0;
        skipLineFeed = end == '\r';
        return !second;
    }
}
