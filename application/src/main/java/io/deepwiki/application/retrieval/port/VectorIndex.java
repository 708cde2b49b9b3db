package io.deepwiki.application.retrieval.port;

import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The vectors of chunks: one for each content of a repository and each embedding space, so that a new commit costs what is new in it. They
 * are derived, so every call stands for itself and needs no transaction.
 */
public interface VectorIndex {
    /**
     * Takes up a snapshot that lacks vectors, unless another instance has it: the newest of its branch, and of all those the one with the least
     * to do. One that nobody has looked at yet comes first.
     *
     * @param lease after that time without {@link #next} or {@link #add} others may take it up
     */
    Optional<Claim> claim(EmbeddingSpace space, UUID holder, Duration lease);

    /**
     * Chunks of the snapshot without a vector, one for each content, and how many have one is noted. When none is left, the snapshot is
     * complete and is not claimed again.
     */
    List<Unembedded> next(Claim claim, int atMost);

    /**
     * Adds vectors, and notes how many; to add one twice is to add it once, which {@link #next} notices.
     *
     * @param vectors by the hash of the content
     */
    void add(Claim claim, Map<String, float[]> vectors);

    /** How far a snapshot is, as it was noted last; an unknown one has nothing. */
    Progress progress(SnapshotId snapshot, EmbeddingSpace space);

    /** How far the newest snapshots of all branches are together. */
    Progress progress(EmbeddingSpace space);

    /**
     * The chunks of the snapshot that lie closest, the closest first; of those that have a vector.
     *
     * @param vector of the space's dimension
     */
    List<Near> nearest(SnapshotId snapshot, EmbeddingSpace space, float[] vector, int atMost);

    /** A snapshot that an instance works on. */
    record Claim(SnapshotId snapshot, EmbeddingSpace space, UUID holder, Duration lease) {}

    /** A content without a vector: what a chunk is and what it says. */
    record Unembedded(String contentHash, String header, String text) {}

    /**
     * How many chunks there are, and how many of them have a vector.
     *
     * @param complete whether nothing is left to do
     */
    record Progress(int embedded, int chunks, boolean complete) {}

    /**
     * A chunk that lies near.
     *
     * @param similarity the cosine of the angle, from -1 to 1
     */
    record Near(ChunkRef chunk, double similarity) {}
}
