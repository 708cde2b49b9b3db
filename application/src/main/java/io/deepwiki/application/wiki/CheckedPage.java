package io.deepwiki.application.wiki;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.CitationCheck;
import io.deepwiki.domain.wiki.Citations;
import io.deepwiki.domain.wiki.Mermaid;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a model wrote for a page, held against what can be checked: diagrams that cannot be drawn are shown as their text, and every citation
 * bears its state.
 *
 * @param citations each once, in the order of the text
 */
record CheckedPage(String content, List<CheckedCitation> citations) {
    static CheckedPage of(String written, CodeMap map) {
        String content = withBrokenDiagramsAsText(written);
        Map<SourcePath, Integer> lines = map.files().stream().collect(Collectors.toMap(FileFacts::path, FileFacts::lines));
        List<CheckedCitation> citations = Citations.find(content).stream()
                .map(Citations.Found::citation)
                .distinct()
                .map(citation -> CitationCheck.check(citation, linesOf(citation, lines)))
                .toList();
        return new CheckedPage(content, citations);
    }

    private static OptionalInt linesOf(Citation citation, Map<SourcePath, Integer> lines) {
        Integer known = lines.get(citation.path());
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    private static String withBrokenDiagramsAsText(String markdown) {
        StringBuilder text = new StringBuilder(markdown);
        for (Mermaid.Block block : Mermaid.blocks(markdown).reversed()) {
            if (!Mermaid.check(block.code()).isEmpty()) {
                int word = text.indexOf("mermaid", block.start());
                text.replace(word, word + "mermaid".length(), "text");
            }
        }
        return text.toString();
    }
}
