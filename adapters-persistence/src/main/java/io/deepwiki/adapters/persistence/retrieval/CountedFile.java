package io.deepwiki.adapters.persistence.retrieval;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.TermCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file whose terms are counted.
 *
 * @param chunks in the order of ordinals
 */
record CountedFile(IndexedFile file, List<CountedChunk> chunks) {
    private static final int LONGEST_TERM = 200;

    /**
     * The terms of a chunk.
     *
     * @param length how many there are, each as often as it occurs
     */
    record CountedChunk(int ordinal, int length, Map<String, Integer> counts) {
        static CountedChunk of(Chunk chunk) {
            Map<String, Integer> counts = TermCounts.of(chunk);
            int length = counts.values().stream().mapToInt(Integer::intValue).sum();
            return new CountedChunk(chunk.ordinal(), length, searchable(counts));
        }

        /** Terms that a key can hold: all but freaks. */
        private static Map<String, Integer> searchable(Map<String, Integer> counts) {
            return counts.keySet().stream().allMatch(CountedChunk::isSearchable)
                    ? counts
                    : counts.entrySet().stream()
                            .filter(count -> isSearchable(count.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static boolean isSearchable(String term) {
            return term.length() <= LONGEST_TERM && term.equals(Text.storable(term));
        }
    }

    static CountedFile of(IndexedFile file) {
        return new CountedFile(
                file,
                file.chunks().stream()
                        .sorted(Comparator.comparingInt(Chunk::ordinal))
                        .map(CountedChunk::of)
                        .toList());
    }

    SourcePath path() {
        return file.version().path();
    }

    long terms() {
        return chunks.stream().mapToLong(CountedChunk::length).sum();
    }

    long tokens() {
        return file.chunks().stream().mapToLong(Chunk::estimatedTokens).sum();
    }
}
