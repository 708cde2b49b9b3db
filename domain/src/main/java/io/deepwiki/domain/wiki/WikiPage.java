package io.deepwiki.domain.wiki;

import java.util.List;

/** A page as it is read: its plan, its Markdown, and its citations with their state, each once, in the order of the text. */
public record WikiPage(PagePlan plan, String content, List<CheckedCitation> citations) {
    public WikiPage {
        citations = List.copyOf(citations);
    }
}
