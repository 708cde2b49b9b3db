package io.deepwiki.application.wiki;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.CitationCheck;
import io.deepwiki.domain.wiki.Mermaid;
import java.util.List;

/**
 * What a model wrote for a page, held against what can be checked: diagrams that cannot be drawn are shown as their text, and every citation
 * bears its state.
 *
 * @param citations each once, in the order of the text
 * @param unresolved what is cited and not there, as it is written
 * @param brokenDiagrams how many diagrams cannot be drawn
 */
record CheckedPage(String content, List<CheckedCitation> citations, List<String> unresolved, int brokenDiagrams) {
    static CheckedPage of(String written, CodeMap map) {
        String content = Mermaid.withoutBroken(written);
        int broken = Mermaid.blocks(written).size() - Mermaid.blocks(content).size();
        return new CheckedPage(
                content,
                CitationCheck.check(content, map.linesOfFile()),
                CitationCheck.unresolved(content, map.linesOfFile()),
                broken);
    }

    /** Whether fewer citations point at nothing, and none was bought by leaving out good ones. */
    boolean betterThan(CheckedPage other) {
        return unresolved.size() < other.unresolved.size() && resolved() >= other.resolved();
    }

    private long resolved() {
        return citations.stream()
                .filter(citation -> citation.state() == CheckedCitation.State.RESOLVES)
                .count();
    }
}
