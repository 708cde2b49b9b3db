package io.deepwiki.application.retrieval;

import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * A chunk that may be among the best.
 *
 * @param legs what found it
 */
record Candidate(ChunkRef chunk, double score, Set<Leg> legs) {
    /** By score, then by place, so that the same question always gets the same answer. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(candidate -> candidate.chunk().path())
            .thenComparingInt(candidate -> candidate.key().ordinal());

    Candidate {
        legs = Set.copyOf(legs);
    }

    ChunkKey key() {
        return chunk.key();
    }

    Candidate foundBy(Leg leg) {
        Set<Leg> all = EnumSet.of(leg);
        all.addAll(legs);
        return new Candidate(chunk, score, all);
    }

    Candidate scored(double newScore) {
        return new Candidate(chunk, newScore, legs);
    }

    ScoredPassage with(Excerpt excerpt) {
        return new ScoredPassage(excerpt, chunk.kind(), score, legs);
    }
}
