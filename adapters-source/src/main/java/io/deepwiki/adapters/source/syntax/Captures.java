package io.deepwiki.adapters.source.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * What a query found in a file, copied out of the tree. The queries in {@code /syntax} capture {@code @type}, {@code @alias} (a type
 * that contains nothing), {@code @module}, {@code @function}, {@code @constant} (each with {@code @name}, perhaps {@code @body} and
 * {@code @container}), {@code @scope} (contains, but is no declaration), {@code @hidden} (what is inside is local),
 * {@code @comment}, {@code @annotation}, {@code @doc}, {@code @package}, and {@code @import} with its parts.
 */
final class Captures {
    private final List<Match> matches = new ArrayList<>();

    /** A range of bytes; the end is not included. */
    record Span(int start, int end) {
        boolean contains(Span other) {
            return start <= other.start && other.end <= end;
        }

        int length() {
            return end - start;
        }
    }

    /** One node under the name that the query gives it. */
    record Capture(String name, Span span) {}

    /** The captures of one place where a pattern of the query fits. */
    record Match(int pattern, List<Capture> captures) {
        Match {
            captures = List.copyOf(captures);
        }
    }

    void add(Match match) {
        matches.add(match);
    }

    int size() {
        return matches.size();
    }

    List<Match> matches() {
        return matches;
    }
}
