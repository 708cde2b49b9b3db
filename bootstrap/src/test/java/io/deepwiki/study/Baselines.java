package io.deepwiki.study;

import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Bm25;
import io.deepwiki.domain.retrieval.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Other ways to find files for a question. */
final class Baselines {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final int WINDOW = 350;
    private static final int STEP = 250;
    private static final int TOP = 20;

    private Baselines() {}

    /** Words as most search engines see them. */
    static List<String> plainWords(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** BM25 over whole files, path and text. */
    static Function<String, List<SourcePath>> wholeFiles(
            Corpus corpus, Function<String, List<String>> words, Function<String, ? extends Collection<String>> asked) {
        Map<String, List<Bm25.Hit<SourcePath>>> postings = new HashMap<>();
        long all = 0;
        for (Corpus.Source file : corpus.files()) {
            List<String> terms = words.apply(file.path() + "\n" + file.text());
            all += terms.size();
            terms.stream()
                    .collect(Collectors.groupingBy(term -> term, Collectors.summingInt(_ -> 1)))
                    .forEach((term, count) -> postings.computeIfAbsent(term, _ -> new ArrayList<>())
                            .add(new Bm25.Hit<>(file.path(), count, terms.size())));
        }
        double mean = (double) all / corpus.files().size();
        return question -> {
            Map<String, List<Bm25.Hit<SourcePath>>> hits = new LinkedHashSet<>(asked.apply(question))
                    .stream().filter(postings::containsKey).collect(Collectors.toMap(term -> term, postings::get));
            return best(Bm25.scores(hits, corpus.files().size(), mean));
        };
    }

    /** The same with identifiers split and stop words left out, as the product does it. */
    static Function<String, List<SourcePath>> wholeFilesInSplitWords(Corpus corpus) {
        return wholeFiles(corpus, Identifiers::terms, Identifiers::queryTerms);
    }

    /** The common design: windows of 350 words that overlap by 100, the nearest twenty. */
    static Function<String, List<SourcePath>> windows(Corpus corpus, VectorCache vectors) throws java.io.IOException {
        Map<String, SourcePath> windows = new HashMap<>();
        for (Corpus.Source file : corpus.files()) {
            String[] words = file.text().strip().split("\\s+");
            for (int from = 0; from == 0 || from < words.length - (WINDOW - STEP); from += STEP) {
                String window =
                        String.join(" ", Arrays.copyOfRange(words, from, Math.min(words.length, from + WINDOW)));
                if (!window.isBlank()) {
                    windows.put(window, file.path());
                }
            }
        }
        vectors.prepare(List.copyOf(windows.keySet()));
        return question -> {
            float[] asked = vectors.of(question);
            Map<String, Double> scores = windows.keySet().stream()
                    .collect(Collectors.toMap(
                            window -> window, window -> VectorCache.product(vectors.of(window), asked)));
            return best(scores).stream().limit(TOP).map(windows::get).toList();
        };
    }

    private static <T> List<T> best(Map<T, Double> scores) {
        return scores.entrySet().stream()
                .sorted(Map.Entry.<T, Double>comparingByValue()
                        .reversed()
                        .thenComparing(scored -> scored.getKey().toString()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
