package io.deepwiki.application.retrieval;

import static java.util.Objects.requireNonNull;

import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkKey;
import io.deepwiki.application.retrieval.port.PassageIndex.ChunkRef;
import io.deepwiki.application.retrieval.port.PassageIndex.Occurrence;
import io.deepwiki.application.retrieval.port.PassageIndex.Size;
import io.deepwiki.application.retrieval.port.VectorIndex.Near;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Bm25;
import io.deepwiki.domain.retrieval.FileEvidence;
import io.deepwiki.domain.retrieval.Identifiers;
import io.deepwiki.domain.retrieval.KindPrior;
import io.deepwiki.domain.retrieval.RankFusion;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import io.deepwiki.domain.retrieval.Variety;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Finds the passages of a snapshot that a question is about: by words (BM25 over split identifiers) and by meaning (the nearest vectors), each
 * weighed by the kind of file, and fused by rank; with those on top that declare a symbol, or lie at a path, which the question names.
 * Chunks that follow each other come as one passage.
 */
public final class FindPassages {
    /** How far down both rankings are fused: a passage that both know, even far down, beats one that a single search likes. */
    private static final int DEPTH = 400;

    /** A named symbol or path lifts at most this many chunks: a name like {@code run} may stand everywhere. */
    private static final int PINS = 8;

    private final PassageIndex index;
    private final Optional<DenseSearch> dense;
    private final ExecutorService threads;

    /**
     * Finds by words and by meaning, at the same time.
     *
     * @param dense empty: by words alone
     * @param threads one is used for each search by meaning
     */
    public FindPassages(PassageIndex index, Optional<DenseSearch> dense, ExecutorService threads) {
        this.index = index;
        this.dense = dense;
        this.threads = threads;
    }

    /**
     * The best passages, best first, of at least ten files if there are that many.
     *
     * @param filter what may be found
     * @param atMost how many chunks they are made of, 1 or more
     */
    public List<ScoredPassage> find(SnapshotId snapshot, String question, FileFilter filter, int atMost)
            throws InterruptedException {
        Predicate<SourcePath> admitted = filter.admitting();
        Candidates candidates = new Candidates(admitted);
        Future<List<ChunkRef>> meant = threads.submit(() -> ranked(byMeaning(snapshot, question, admitted)));
        List<ChunkRef> worded = ranked(byWords(snapshot, question, admitted));
        List<ChunkRef> near = Parallel.result(meant);
        candidates.add(near, Leg.DENSE);
        candidates.add(worded, Leg.LEXICAL);
        candidates.scored(RankFusion.fuse(List.of(worded, near)));
        candidates.pin(index.declaring(snapshot, Identifiers.names(question)), Leg.SYMBOL, PINS);
        candidates.pin(index.atPaths(snapshot, Identifiers.paths(question)), Leg.PATH, PINS);
        return passages(
                Variety.chosen(candidates.best(), candidate -> candidate.chunk().path(), atMost));
    }

    /** How many of the snapshot's chunks can be found by meaning. */
    int embedded(SnapshotId snapshot) {
        return dense.map(search -> search.progress(snapshot).embedded()).orElse(0);
    }

    private Map<ChunkRef, Double> byWords(SnapshotId snapshot, String question, Predicate<SourcePath> admitted) {
        Map<String, List<Bm25.Hit<ChunkRef>>> hits = new HashMap<>();
        index.occurrences(snapshot, Identifiers.queryTerms(question))
                .forEach((term, places) ->
                        hits.put(term, places.stream().map(FindPassages::hit).toList()));
        Size size = index.size(snapshot);
        Map<ChunkRef, Double> scores = Bm25.scores(hits, size.chunks(), size.meanLength());
        scores.keySet().removeIf(chunk -> !admitted.test(chunk.path()));
        Map<ChunkRef, Double> weighed = FileEvidence.added(scores, ChunkRef::path);
        KindPrior prior = KindPrior.of(question);
        weighed.replaceAll((chunk, score) -> score * prior.weight(chunk.kind()));
        return weighed;
    }

    private static Bm25.Hit<ChunkRef> hit(Occurrence place) {
        return new Bm25.Hit<>(place.chunk(), place.frequency(), place.length());
    }

    private Map<ChunkRef, Double> byMeaning(SnapshotId snapshot, String question, Predicate<SourcePath> admitted) {
        KindPrior prior = KindPrior.of(question);
        Map<ChunkRef, Double> weighed = new HashMap<>();
        for (Near near :
                dense.map(search -> search.nearest(snapshot, question, DEPTH)).orElse(List.of())) {
            if (admitted.test(near.chunk().path())) {
                weighed.put(
                        near.chunk(),
                        near.similarity() * prior.weight(near.chunk().kind()));
            }
        }
        return weighed;
    }

    /** Best first; equal ones by place, so that the same question always gets the same answer. */
    private static List<ChunkRef> ranked(Map<ChunkRef, Double> scores) {
        return scores.entrySet().stream()
                .sorted(Map.Entry.<ChunkRef, Double>comparingByValue()
                        .reversed()
                        .thenComparing(scored -> scored.getKey().path())
                        .thenComparingInt(scored -> scored.getKey().key().ordinal()))
                .limit(DEPTH)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The chunks with their text, those that follow each other as one, in the order of the best of each. */
    private List<ScoredPassage> passages(List<Candidate> best) {
        Map<ChunkKey, Excerpt> excerpts =
                index.excerpts(best.stream().map(Candidate::key).toList());
        List<Run> runs = new ArrayList<>();
        best.stream()
                .filter(candidate -> excerpts.containsKey(candidate.key()))
                .sorted(Comparator.<Candidate>comparingLong(
                                candidate -> candidate.key().file())
                        .thenComparingInt(candidate -> candidate.key().ordinal()))
                .map(candidate ->
                        new Run(candidate.key(), candidate.with(requireNonNull(excerpts.get(candidate.key())))))
                .forEach(next -> {
                    if (!runs.isEmpty() && runs.getLast().leadsTo(next)) {
                        runs.add(runs.removeLast().joinedWith(next));
                    } else {
                        runs.add(next);
                    }
                });
        return runs.stream()
                .map(Run::passage)
                .sorted(Comparator.comparingDouble(ScoredPassage::score)
                        .reversed()
                        .thenComparing(passage -> passage.excerpt().path())
                        .thenComparingInt(passage -> passage.excerpt().lines().first()))
                .toList();
    }

    /** Chunks without a gap. */
    private record Run(ChunkKey last, ScoredPassage passage) {
        boolean leadsTo(Run next) {
            return last.file() == next.last.file() && last.ordinal() + 1 == next.last.ordinal();
        }

        Run joinedWith(Run next) {
            return new Run(next.last, passage.joinedWith(next.passage));
        }
    }
}
