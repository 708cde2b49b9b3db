package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Grammars.Grammar;
import io.deepwiki.application.retrieval.port.SyntaxOutline;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.SourceLanguage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Outlines by tree-sitter, on the caller's thread. There are as many workbenches as files may be parsed at once; who finds none waits.
 * Natives are unpacked to the temporary folder; the JVM wants {@code --enable-native-access=ALL-UNNAMED}.
 */
public final class TreeSitterOutline implements SyntaxOutline {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final BlockingQueue<Workbench> benches;

    /** Parses at most so many files at once. */
    public TreeSitterOutline(int atOnce) {
        this(atOnce, PATIENCE);
    }

    TreeSitterOutline(int atOnce, Duration patience) {
        this.benches = new ArrayBlockingQueue<>(atOnce);
        for (int i = 0; i < atOnce; i++) {
            benches.add(new Workbench(patience));
        }
    }

    @Override
    public Optional<FileOutline> outline(SourceLanguage language, String text) {
        Optional<Grammar> grammar = Grammars.of(language);
        if (grammar.isEmpty() || !Parsable.is(language, text)) {
            return Optional.empty();
        }
        SourceText source = new SourceText(text);
        return captures(language, grammar.get(), source, text)
                .map(found -> new OutlineBuilder(source, found).outline());
    }

    private Optional<Captures> captures(SourceLanguage language, Grammar grammar, SourceText source, String text) {
        Workbench bench;
        try {
            bench = benches.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return bench.captures(language, grammar, source, text);
        } finally {
            benches.add(bench);
        }
    }
}
