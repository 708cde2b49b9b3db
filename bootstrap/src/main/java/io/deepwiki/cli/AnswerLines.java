package io.deepwiki.cli;

import java.io.IOException;
import java.util.Optional;

/** The lines of a framed answer. */
final class AnswerLines implements AutoCloseable {
    private final Optional<String> stream;
    private final ArrivingLines<ApiJson.AnswerLine> lines;

    /** @param stream what the head calls the answer */
    AnswerLines(Optional<String> stream, ArrivingBytes bytes) {
        this.stream = stream;
        this.lines = new ArrivingLines<>(bytes, ApiJson.AnswerLine.class);
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
        return lines.next();
    }

    /** Hangs up. */
    @Override
    public void close() {
        lines.close();
    }
}
