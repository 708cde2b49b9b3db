package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Captures.Capture;
import io.deepwiki.adapters.source.syntax.Captures.Match;
import io.deepwiki.adapters.source.syntax.Captures.Span;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A declaration, or something that contains or hides declarations, by its places in the text.
 *
 * @param name where its name stands; the whole for what is hidden
 */
record Declaration(Role role, Span whole, Span name, Optional<Span> body, Optional<Span> container, int pattern) {
    /** What a declaration is for those around and inside of it. */
    enum Role {
        TYPE,
        ALIAS,
        MODULE,
        FUNCTION,
        CONSTANT,
        SCOPE,
        HIDDEN;

        /** Whether what is inside of it can be seen from outside. */
        boolean hides() {
            return this == FUNCTION || this == HIDDEN;
        }
    }

    /** Of two findings under the same name the wider one is the better, then the one with a body, then the query's first. */
    static final Comparator<Declaration> BETTER = Comparator.comparingInt((Declaration found) -> -found.whole.length())
            .thenComparing(found -> found.body.isEmpty())
            .thenComparingInt(Declaration::pattern);

    static final Comparator<Declaration> OUTER_FIRST = Comparator.comparingInt(
                    (Declaration found) -> found.whole.start())
            .thenComparingInt(found -> -found.whole.end())
            .thenComparingInt(found -> found.name.start());

    /** The declaration that a match has found; empty if it is about something else. */
    static Optional<Declaration> of(Match match) {
        Optional<Span> name = Optional.empty();
        Optional<Span> body = Optional.empty();
        Optional<Span> container = Optional.empty();
        Optional<Capture> whole = Optional.empty();
        for (Capture capture : match.captures()) {
            Optional<Span> span = Optional.of(capture.span());
            switch (capture.name()) {
                case "name" -> name = span;
                case "body" -> body = span;
                case "container" -> container = span;
                case "type", "alias", "module", "function", "constant", "scope", "hidden" ->
                    whole = Optional.of(capture);
                default -> {}
            }
        }
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        Span span = whole.get().span();
        return Optional.of(
                new Declaration(role(whole.get().name()), span, name.orElse(span), body, container, match.pattern()));
    }

    /** Whether another one is inside of it; several of one statement, as in {@code var a, b}, are beside each other. */
    boolean isAround(Declaration other) {
        return whole.contains(other.whole) && !whole.equals(other.whole);
    }

    private static Role role(String capture) {
        return Role.valueOf(capture.toUpperCase(Locale.ROOT));
    }
}
