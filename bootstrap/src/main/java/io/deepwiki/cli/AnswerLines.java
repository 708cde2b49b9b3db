package io.deepwiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a framed answer. A line that is not whole is none. */
final class AnswerLines implements AutoCloseable {
    private final Optional<String> stream;
    private final ArrivingBytes bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] piece = {};
    private int at;

    /** @param stream what the head calls the answer */
    AnswerLines(Optional<String> stream, ArrivingBytes bytes) {
        this.stream = stream;
        this.bytes = bytes;
    }

    /** What the head calls the answer. */
    Optional<String> stream() {
        return stream;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws IOException if the connection broke
     */
    Optional<ApiJson.AnswerLine> next() throws IOException {
        while (true) {
            while (at < piece.length) {
                byte next = piece[at++];
                if (next == '\n') {
                    return Optional.of(whole());
                }
                line.write(next);
            }
            Optional<byte[]> more = bytes.next();
            if (more.isEmpty()) {
                return Optional.empty();
            }
            piece = more.get();
            at = 0;
        }
    }

    private ApiJson.AnswerLine whole() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return ApiJson.read(text, ApiJson.AnswerLine.class);
    }

    /** Hangs up. */
    @Override
    public void close() {
        bytes.close();
    }
}
