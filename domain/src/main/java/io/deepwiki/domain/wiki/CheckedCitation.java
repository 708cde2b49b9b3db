package io.deepwiki.domain.wiki;

/** A citation as it was written and what became of it at the commit; a moved one bears its new place. */
public record CheckedCitation(Citation citation, State state) {
    /** Whether the lines are there. */
    public enum State {
        RESOLVES,
        MOVED,
        UNRESOLVED
    }
}
