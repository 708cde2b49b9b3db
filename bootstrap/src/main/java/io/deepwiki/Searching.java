package io.deepwiki;

import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.retrieval.DenseSearch;
import io.deepwiki.application.retrieval.EmbedSnapshots;
import io.deepwiki.application.retrieval.FindPassages;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * What finds passages: by words alone, or with vectors that are made in the background.
 *
 * @param published is told of a new snapshot
 * @param status how far the vectors are; empty if none are made
 */
record Searching(FindPassages passages, Runnable published, Supplier<Optional<EmbedSnapshots.Status>> status) {
    static Searching byWords(Storage stores, ExecutorService threads) {
        return new Searching(new FindPassages(stores.index(), Optional.empty(), threads), () -> {}, Optional::empty);
    }

    static Searching withVectors(
            Storage stores, Embedder embedder, Duration lease, Parts parts, Stamps stamps, ExecutorService threads) {
        EmbedSnapshots embedding = parts.keep(
                "embedding",
                new EmbedSnapshots(
                        stores.vectors(),
                        embedder,
                        stamps.newId(),
                        lease,
                        Thread.ofPlatform().name("embedding").daemon().factory()));
        embedding.start();
        FindPassages passages =
                new FindPassages(stores.index(), Optional.of(new DenseSearch(stores.vectors(), embedder)), threads);
        return new Searching(passages, embedding::hint, () -> Optional.of(embedding.status()));
    }
}
