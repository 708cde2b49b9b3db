package io.deepwiki.adapters.source.syntax;

import io.deepwiki.application.retrieval.port.SyntaxOutline;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.TextProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * Finds declarations by tree-sitter. The parser is native code that a wrong call can crash, so that all calls of it are in this class: a
 * parser for each call, nothing of a tree used after the tree is closed, a deadline on parsing and on querying, and no more parsing at once
 * than there are cores.
 */
public final class TreeSitterOutline implements SyntaxOutline {
    private static final int LARGEST = 512 * 1024;
    /** The native parser walks trees by recursion: some 10,000 brackets in a row end the process. */
    private static final int DEEPEST = 500;

    private static final int MOST_FINDS = 20_000;
    private static final Set<String> DEFINITIONS = Set.of("type", "function", "method", "constant", "module", "scope");

    private final Duration patience;
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** Gives up on a file after one second for parsing and one for querying. */
    public TreeSitterOutline() {
        this(Duration.ofSeconds(1));
    }

    TreeSitterOutline(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Optional<FileOutline> outline(SourceLanguage language, String text) {
        if (text.length() > LARGEST || TextProbe.minified(text) || depth(text) > DEEPEST) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Grammar.of(language)
                .flatMap(grammar -> finds(grammar, bytes))
                .map(finds -> new OutlineBuilder(language, text).outline(finds));
    }

    /** How deep brackets are nested at the most. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
        return deepest;
    }

    private Optional<List<Find>> finds(Grammar grammar, byte[] bytes) {
        atOnce.acquireUninterruptibly();
        try (TSParser parser = new TSParser()) {
            parser.setLanguage(grammar.language());
            long deadline = System.nanoTime() + patience.toNanos();
            TSTree tree = parser.parseWithOptions(
                    new byte[Math.max(1, Math.min(bytes.length, 64 * 1024))],
                    null,
                    (buffer, offset, _) -> piece(bytes, buffer, offset),
                    TSInputEncoding.TSInputEncodingUTF8,
                    _ -> System.nanoTime() > deadline);
            if (tree == null) {
                parser.reset();
                return Optional.empty();
            }
            try (tree) {
                return query(grammar, tree, bytes);
            }
        } finally {
            atOnce.release();
        }
    }

    private static int piece(byte[] bytes, byte[] buffer, int offset) {
        int length = Math.max(0, Math.min(buffer.length, bytes.length - offset));
        System.arraycopy(bytes, Math.min(offset, bytes.length), buffer, 0, length);
        return length;
    }

    private Optional<List<Find>> query(Grammar grammar, TSTree tree, byte[] bytes) {
        List<Find> finds = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (TSQueryCursor cursor = new TSQueryCursor()) {
            cursor.execWithOptions(grammar.query(), tree.getRootNode(), _ -> System.nanoTime() > deadline);
            TSQueryMatch match = new TSQueryMatch();
            while (finds.size() < MOST_FINDS && cursor.nextMatch(match)) {
                finds.add(find(grammar, match, bytes));
            }
        }
        return System.nanoTime() > deadline ? Optional.empty() : Optional.of(finds);
    }

    private static Find find(Grammar grammar, TSQueryMatch match, byte[] bytes) {
        Map<String, String> texts = new HashMap<>();
        Find definition = new Find("", 0, 0, 0, 0, 0, texts);
        int nameRow = 0;
        for (TSQueryCapture capture : match.getCaptures()) {
            String name = grammar.query().getCaptureNameForId(capture.getIndex());
            TSNode node = capture.getNode();
            if (DEFINITIONS.contains(name)) {
                definition = new Find(
                        name,
                        node.getStartByte(),
                        node.getEndByte(),
                        node.getStartPoint().getRow(),
                        node.getEndPoint().getRow(),
                        0,
                        texts);
            } else {
                nameRow = name.equals("name") ? node.getStartPoint().getRow() : nameRow;
                texts.put(name, slice(bytes, node));
            }
        }
        return new Find(
                definition.what(), definition.start(), definition.end(), definition.firstRow(), definition.lastRow(), nameRow, texts);
    }

    private static String slice(byte[] bytes, TSNode node) {
        int start = node.getStartByte();
        int end = Math.min(node.getEndByte(), start + 300);
        return new String(bytes, start, Math.max(0, end - start), StandardCharsets.UTF_8);
    }
}
