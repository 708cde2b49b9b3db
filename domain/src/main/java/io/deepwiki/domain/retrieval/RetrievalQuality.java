package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.SourcePath;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How well a search found the files that hold the answer; each number is from 0 to 1.
 *
 * @param recallAt5 the share of them among the first five files
 * @param recallAt10 the share of them among the first ten files
 * @param reciprocalRank 1 / the place of the first of them, 0 if none was found; the mean over many questions is known as MRR
 */
public record RetrievalQuality(double recallAt5, double recallAt10, double reciprocalRank) {
    private static final int FIVE = 5;
    private static final int TEN = 10;

    /**
     * The quality of one search.
     *
     * @param found paths of passages, best first; a path counts where it comes first
     * @param wanted one or more
     */
    public static RetrievalQuality of(List<SourcePath> found, Set<SourcePath> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("a question has a file that answers it");
        }
        List<SourcePath> files = found.stream().distinct().toList();
        int first = 0;
        while (first < files.size() && !wanted.contains(files.get(first))) {
            first++;
        }
        return new RetrievalQuality(
                recall(files, wanted, FIVE), recall(files, wanted, TEN), first == files.size() ? 0 : 1.0 / (first + 1));
    }

    private static double recall(List<SourcePath> files, Set<SourcePath> wanted, int depth) {
        return (double) files.stream().limit(depth).filter(wanted::contains).count() / wanted.size();
    }

    /** The mean of each number; all are 0 for none. */
    public static RetrievalQuality mean(Collection<RetrievalQuality> all) {
        return new RetrievalQuality(
                mean(all, RetrievalQuality::recallAt5),
                mean(all, RetrievalQuality::recallAt10),
                mean(all, RetrievalQuality::reciprocalRank));
    }

    private static double mean(Collection<RetrievalQuality> all, ToDoubleFunction<RetrievalQuality> number) {
        return all.stream().mapToDouble(number).average().orElse(0);
    }
}
