package io.deepwiki.application.retrieval;

import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.application.retrieval.port.PassageIndex.Occurrence;
import io.deepwiki.application.retrieval.port.PassageIndex.Size;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Bm25;
import io.deepwiki.domain.retrieval.Identifiers;
import io.deepwiki.domain.retrieval.KindPrior;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the passages of a snapshot that a question is about: by words (BM25 over split identifiers, weighed by the kind of file), with
 * those on top that declare a symbol, or lie at a path, which the question names.
 */
public final class FindPassages {
    /** No file may fill the result alone. */
    private static final int PER_FILE = 4;

    /** A named symbol or path lifts at most this many chunks: a name like {@code run} may stand everywhere. */
    private static final int PINS = 8;

    private final PassageIndex index;

    public FindPassages(PassageIndex index) {
        this.index = index;
    }

    /**
     * The best passages, best first.
     *
     * @param filter what may be found
     * @param atMost 1 or more
     */
    public List<ScoredPassage> find(SnapshotId snapshot, String question, FileFilter filter, int atMost) {
        Map<ChunkKey, Candidate> candidates = new HashMap<>();
        byWords(snapshot, question, filter, candidates);
        pin(index.declaring(snapshot, Identifiers.names(question)), Leg.SYMBOL, filter, candidates);
        pin(index.atPaths(snapshot, Identifiers.paths(question)), Leg.PATH, filter, candidates);
        return withText(best(candidates, atMost));
    }

    private void byWords(SnapshotId snapshot, String question, FileFilter filter, Map<ChunkKey, Candidate> candidates) {
        Map<String, List<Occurrence>> occurrences = index.occurrences(snapshot, Identifiers.queryTerms(question));
        Map<String, List<Bm25.Hit<ChunkRef>>> hits = new HashMap<>();
        occurrences.forEach((term, places) -> hits.put(
                term,
                places.stream()
                        .map(place -> new Bm25.Hit<>(place.chunk(), place.frequency(), place.length()))
                        .toList()));
        Size size = index.size(snapshot);
        Bm25.scores(hits, size.chunks(), size.meanLength()).forEach((chunk, score) -> {
            if (filter.admits(chunk.path())) {
                double weighed = score * KindPrior.weight(chunk.kind(), question);
                candidates.put(chunk.key(), new Candidate(chunk, weighed, EnumSet.of(Leg.LEXICAL)));
            }
        });
    }

    /** Lifts what is named above everything that is only about it; among the named, words decide. */
    private static void pin(List<ChunkRef> named, Leg leg, FileFilter filter, Map<ChunkKey, Candidate> candidates) {
        double top =
                candidates.values().stream().mapToDouble(Candidate::score).max().orElse(1);
        named.stream()
                .filter(chunk -> filter.admits(chunk.path()))
                .map(chunk -> candidates.getOrDefault(chunk.key(), new Candidate(chunk, 0, EnumSet.noneOf(Leg.class))))
                .sorted(Candidate.BEST_FIRST)
                .limit(PINS)
                .forEach(candidate -> candidates.put(candidate.chunk().key(), candidate.lifted(top, leg)));
    }

    private static List<Candidate> best(Map<ChunkKey, Candidate> candidates, int atMost) {
        Map<SourcePath, Integer> perFile = new HashMap<>();
        List<Candidate> best = new ArrayList<>(atMost);
        for (Candidate candidate :
                candidates.values().stream().sorted(Candidate.BEST_FIRST).toList()) {
            if (best.size() == atMost) {
                break;
            }
            if (perFile.merge(candidate.chunk().path(), 1, Integer::sum) <= PER_FILE) {
                best.add(candidate);
            }
        }
        return best;
    }

    private List<ScoredPassage> withText(List<Candidate> best) {
        Map<ChunkKey, Excerpt> excerpts = index.excerpts(
                best.stream().map(candidate -> candidate.chunk().key()).toList());
        List<ScoredPassage> passages = new ArrayList<>(best.size());
        for (Candidate candidate : best) {
            Excerpt excerpt = excerpts.get(candidate.chunk().key());
            if (excerpt != null) {
                passages.add(new ScoredPassage(excerpt, candidate.chunk().kind(), candidate.score(), candidate.legs()));
            }
        }
        return passages;
    }

    private record Candidate(ChunkRef chunk, double score, Set<Leg> legs) {
        /** By score, then by place, so that the same question always gets the same answer. */
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.chunk().path())
                .thenComparingInt(candidate -> candidate.chunk().key().ordinal());

        Candidate lifted(double above, Leg leg) {
            Set<Leg> both = EnumSet.of(leg);
            both.addAll(legs);
            return new Candidate(chunk, score + above, both);
        }
    }
}
