package io.deepwiki.adapters.http.retrieval;

import io.deepwiki.application.retrieval.EmbedSnapshots.Status;
import java.util.Optional;

/**
 * How far the vectors are, on the wire.
 *
 * @param state {@code off}, {@code working}, {@code complete} or {@code failing}
 */
record EmbeddingJson(
        String state,
        Optional<String> model,
        Optional<Integer> dimension,
        int embedded,
        int chunks,
        Optional<String> error) {
    static final EmbeddingJson OFF =
            new EmbeddingJson("off", Optional.empty(), Optional.empty(), 0, 0, Optional.empty());

    static EmbeddingJson of(Status status) {
        String state = status.failure().isPresent() ? "failing" : status.complete() ? "complete" : "working";
        return new EmbeddingJson(
                state,
                Optional.of(status.space().name()),
                Optional.of(status.space().dimension()),
                status.embedded(),
                status.chunks(),
                status.failure());
    }
}
