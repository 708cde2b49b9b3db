package io.deepwiki.domain.wiki;

import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.List;

/** A page as it was written: its Markdown, the citations in it with their state, and what it cost. */
public record WrittenPage(String content, List<CheckedCitation> citations, TokenUsage usage, Duration took) {
    public WrittenPage {
        citations = List.copyOf(citations);
    }
}
