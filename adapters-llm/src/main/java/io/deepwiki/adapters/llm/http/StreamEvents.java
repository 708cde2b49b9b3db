package io.deepwiki.adapters.llm.http;

import java.io.IOException;
import java.util.Optional;

/** The events of one answer, as they come. */
interface StreamEvents {
    /**
     * The next one; empty at the end of the input. An event that the end cuts off is dropped.
     *
     * @throws IOException if the connection broke, or an event is too long
     */
    Optional<StreamEvent> next() throws IOException;
}
