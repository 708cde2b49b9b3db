package io.deepwiki.application.retrieval;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.application.retrieval.port.VectorIndex.Near;
import io.deepwiki.application.retrieval.port.VectorIndex.Progress;
import io.deepwiki.domain.repository.SnapshotId;
import java.util.List;

/** Finds the passages whose meaning lies near to a question's, once a snapshot has its vectors. */
public final class DenseSearch {
    private static final System.Logger LOG = System.getLogger(DenseSearch.class.getName());

    /** With fewer the few that are embedded would be ranked for their luck; with more a new commit would do without for nothing. */
    private static final double ENOUGH = 0.9;

    private final VectorIndex vectors;
    private final Embedder embedder;

    public DenseSearch(VectorIndex vectors, Embedder embedder) {
        this.vectors = vectors;
        this.embedder = embedder;
    }

    /** The nearest, the nearest first; none while most of the vectors are still to come, or when the question's cannot be had. */
    List<Near> nearest(SnapshotId snapshot, String question, int atMost) {
        Progress progress = progress(snapshot);
        if (question.isBlank() || progress.embedded() < ENOUGH * progress.chunks()) {
            return List.of();
        }
        try {
            return vectors.nearest(snapshot, embedder.space(), embedder.question(question), atMost);
        } catch (ModelException e) {
            LOG.log(WARNING, "event=question_not_embedded", e);
            return List.of();
        }
    }

    /** How many of the snapshot's chunks have a vector. */
    Progress progress(SnapshotId snapshot) {
        return vectors.progress(snapshot, embedder.space());
    }
}
