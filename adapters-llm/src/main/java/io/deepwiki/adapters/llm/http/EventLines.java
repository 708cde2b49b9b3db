package io.deepwiki.adapters.llm.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events as they come, as the HTML standard says (section 9.2.6): bytes are cut into lines, lines into events; a character
 * that is split between two reads is whole again. An event that the end of the input cuts off is dropped.
 */
final class EventLines {
    private final InputStream in;
    private final byte[] buffer = new byte[8_192];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final int longest;
    private int at;
    private int filled;
    private boolean skipLineFeed;

    /** @param longest bytes of a line or an event; more is an {@link IOException} */
    EventLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The data of the next event; empty at the end. Comments, and events without data, are passed over. */
    Optional<String> next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (Optional<String> read = line(); read.isPresent(); read = line()) {
            String text = read.get();
            if (text.isEmpty() && any) {
                return Optional.of(data.toString());
            }
            if (text.startsWith("data:")) {
                data.append(any ? "\n" : "").append(text, text.startsWith("data: ") ? 6 : 5, text.length());
                any = true;
                limit(data.length());
            }
        }
        return Optional.empty();
    }

    private Optional<String> line() throws IOException {
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
            limit(line.size());
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

    private void limit(int size) throws IOException {
        if (size > longest) {
            throw new IOException("an event is longer than " + longest + " bytes");
        }
    }
}
