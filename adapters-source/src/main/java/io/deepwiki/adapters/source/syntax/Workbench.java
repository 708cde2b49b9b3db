package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Captures.Capture;
import io.deepwiki.adapters.source.syntax.Captures.Match;
import io.deepwiki.adapters.source.syntax.Captures.Span;
import io.deepwiki.adapters.source.syntax.Grammars.Grammar;
import io.deepwiki.domain.repository.SourceLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQuery;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * One parser with its queries: the only class that touches native memory. It must never serve two threads at once, and no node leaves
 * it: either would end the process without a word.
 */
final class Workbench {
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_MATCHES = 60_000;
    private static final int MAX_OPEN_MATCHES = 4096;

    private final Duration patience;
    private final byte[] buffer = new byte[BUFFER];
    private final Map<SourceLanguage, Tools> tools = new EnumMap<>(SourceLanguage.class);

    /** Spends no more than this on one file. */
    Workbench(Duration patience) {
        this.patience = patience;
    }

    private record Tools(TSParser parser, TSQuery query) {}

    /** What the language's query finds in the text; empty if that takes too long. */
    Optional<Captures> captures(SourceLanguage language, Grammar grammar, SourceText text, String source) {
        Tools tool = tools.computeIfAbsent(language, _ -> tools(grammar));
        long deadline = System.nanoTime() + patience.toNanos(); // making the tools does not count
        TSTree parsed = tool.parser.parseWithOptions(
                buffer,
                null,
                (into, offset, _) -> text.copyTo(into, offset),
                TSInputEncoding.TSInputEncodingUTF8,
                _ -> isOver(deadline));
        if (parsed == null) {
            tool.parser.reset();
            return Optional.empty();
        }
        try (TSTree tree = parsed;
                TSQueryCursor cursor = new TSQueryCursor()) {
            cursor.setMatchLimit(MAX_OPEN_MATCHES);
            cursor.execWithOptions(tool.query, tree.getRootNode(), source, _ -> isOver(deadline));
            return collect(tool.query, cursor, deadline);
        }
    }

    private static Optional<Captures> collect(TSQuery query, TSQueryCursor cursor, long deadline) {
        Captures found = new Captures();
        TSQueryMatch match = new TSQueryMatch();
        while (cursor.nextMatch(match)) {
            if (found.size() == MAX_MATCHES || isOver(deadline)) {
                return Optional.empty();
            }
            found.add(copy(query, match));
        }
        return isOver(deadline) ? Optional.empty() : Optional.of(found);
    }

    private static Match copy(TSQuery query, TSQueryMatch match) {
        List<Capture> captures = new ArrayList<>(4);
        for (TSQueryCapture capture : match.getCaptures()) {
            TSNode node = capture.getNode();
            String name = query.getCaptureNameForId(capture.getIndex());
            captures.add(new Capture(name, new Span(node.getStartByte(), node.getEndByte())));
        }
        return new Match(match.getPatternIndex(), captures);
    }

    private static boolean isOver(long deadline) {
        return System.nanoTime() - deadline >= 0;
    }

    private static Tools tools(Grammar grammar) {
        TSLanguage language = grammar.language().get();
        TSParser parser = new TSParser();
        parser.setLanguage(language);
        return new Tools(parser, new TSQuery(language, query(grammar.query())));
    }

    private static String query(String name) {
        try (InputStream in = Workbench.class.getResourceAsStream("/syntax/" + name + ".scm")) {
            if (in == null) {
                throw new IllegalStateException("there is no query for " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
