package io.deepwiki.adapters.llm.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads server-sent events, as the HTML standard says (section 9.2.6). Comments, by which a provider says that it lives, and events without
 * data are no events.
 */
final class EventLines implements StreamEvents {
    private final Lines lines;
    private final int longest;
    private final Runnable comment;

    /**
     * The events of an answer.
     *
     * @param longest bytes of a line or an event; more is an {@link IOException}
     * @param comment called for each comment, on the thread that reads
     */
    EventLines(InputStream in, int longest, Runnable comment) {
        this.lines = new Lines(in, longest);
        this.longest = longest;
        this.comment = comment;
    }

    @Override
    public Optional<StreamEvent> next() throws IOException {
        StringBuilder data = new StringBuilder();
        String name = "";
        boolean any = false;
        for (Optional<String> read = lines.next(); read.isPresent(); read = lines.next()) {
            String line = read.get();
            if (line.isEmpty() && any) {
                return Optional.of(new StreamEvent(name, data.toString()));
            }
            if (line.startsWith(":")) {
                comment.run();
            } else if (line.isEmpty()) {
                name = "";
            } else if (line.startsWith("data:")) {
                data.append(any ? "\n" : "").append(value(line, 5));
                any = true;
                limit(data.length());
            } else if (line.startsWith("event:")) {
                name = value(line, 6);
            }
        }
        return Optional.empty();
    }

    private static String value(String line, int colon) {
        return line.substring(line.startsWith(" ", colon) ? colon + 1 : colon);
    }

    private void limit(int size) throws IOException {
        if (size > longest) {
            throw new IOException("an event is longer than " + longest + " bytes");
        }
    }
}
