package io.deepwiki.adapters.source.syntax;

import java.util.Map;

/**
 * One match of a query, copied out of the parser's memory: the text of its captures by name, and the definition's place.
 *
 * @param what the capture that marks the definition, as in {@code type}; empty for an import or a package
 * @param start the definition's first byte
 * @param end the byte after it
 * @param firstRow the line it starts in, from 0
 * @param lastRow the line it ends in, from 0
 * @param nameRow the line its name stands in, from 0
 */
record Find(String what, int start, int end, int firstRow, int lastRow, int nameRow, Map<String, String> texts) {
    String name() {
        return texts.getOrDefault("name", "");
    }

    boolean contains(Find other) {
        return start <= other.start && other.end <= end && !(start == other.start && end == other.end);
    }
}
