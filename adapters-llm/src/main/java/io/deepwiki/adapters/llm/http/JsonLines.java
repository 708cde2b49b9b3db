package io.deepwiki.adapters.llm.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a stream that has one JSON object a line; blank lines are passed over. */
final class JsonLines implements StreamEvents {
    private final Lines lines;

    /** @param longest bytes of a line; more is an {@link IOException} */
    JsonLines(InputStream in, int longest) {
        this.lines = new Lines(in, longest);
    }

    @Override
    public Optional<StreamEvent> next() throws IOException {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        return line.map(text -> new StreamEvent("", text));
    }
}
