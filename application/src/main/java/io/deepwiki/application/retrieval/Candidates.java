package io.deepwiki.application.retrieval;

import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The chunks that one question has found so far. Used by one thread. */
final class Candidates {
    private final Map<ChunkRef, Candidate> found = new HashMap<>();
    private final Predicate<SourcePath> admitted;

    /** @param admitted which files may be pinned */
    Candidates(Predicate<SourcePath> admitted) {
        this.admitted = admitted;
    }

    void add(List<ChunkRef> chunks, Leg leg) {
        chunks.forEach(chunk -> found.put(chunk, known(chunk).foundBy(leg)));
    }

    private Candidate known(ChunkRef chunk) {
        return found.getOrDefault(chunk, new Candidate(chunk, 0, Set.of()));
    }

    void scored(Map<ChunkRef, Double> scores) {
        scores.forEach((chunk, score) -> found.put(chunk, known(chunk).scored(score)));
    }

    /** Lifts the best of what is named above everything that is only about it. */
    void pin(List<ChunkRef> named, Leg leg, int atMost) {
        double top = found.values().stream().mapToDouble(Candidate::score).max().orElse(1);
        named.stream()
                .filter(chunk -> admitted.test(chunk.path()))
                .map(this::known)
                .sorted(Candidate.BEST_FIRST)
                .limit(atMost)
                .forEach(pinned -> found.put(pinned.chunk(), pinned.foundBy(leg).scored(pinned.score() + top)));
    }

    List<Candidate> best() {
        return found.values().stream().sorted(Candidate.BEST_FIRST).toList();
    }
}
