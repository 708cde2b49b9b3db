package io.deepwiki.application.chat;

import io.deepwiki.application.streaming.AnswerPart.Notice;
import java.util.List;
import java.util.Optional;

/** Tells a reader which citations point at nothing: the first few by name, of the others how many there are. */
final class UnresolvedCitations {
    private static final int MOST = 20;

    private UnresolvedCitations() {}

    /** @param citations as they are written; empty: there is nothing to tell */
    static Optional<Notice> notice(List<String> citations) {
        if (citations.isEmpty()) {
            return Optional.empty();
        }
        int more = citations.size() - MOST;
        String named = String.join(", ", citations.subList(0, Math.min(MOST, citations.size())));
        return Optional.of(new Notice(
                "unresolved_citations",
                "These citations point at no lines of this commit: " + named
                        + (more > 0 ? ", and " + more + " more." : ".")));
    }
}
