package io.deepwiki.domain.wiki;

import java.time.Duration;
import java.util.List;

/** A page as it was written: its Markdown, the citations in it with their state, and how long that took. */
public record WrittenPage(String content, List<CheckedCitation> citations, Duration took) {
    public WrittenPage {
        citations = List.copyOf(citations);
    }
}
