package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Captures.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Comments and annotations: what stands directly above a declaration belongs to it. */
final class Leads {
    private final SourceText text;
    private final NavigableMap<Integer, Lead> byEnd = new TreeMap<>();

    private record Lead(Span span, boolean comment) {}

    /**
     * What belongs to a declaration.
     *
     * @param start where it begins, with all of that
     * @param doc its comments, in order
     */
    record Above(int start, String doc) {}

    Leads(SourceText text) {
        this.text = text;
    }

    void add(Span span, boolean comment) {
        int end = text.trimmedEnd(span.start(), span.end());
        if (end > span.start()) {
            byEnd.put(end, new Lead(new Span(span.start(), end), comment));
        }
    }

    /** What stands above a place without an empty line between; a comment behind other code does not count. */
    Above above(int place) {
        int start = place;
        List<String> comments = new ArrayList<>();
        for (Map.Entry<Integer, Lead> next = byEnd.floorEntry(start); next != null; next = byEnd.floorEntry(start)) {
            Lead lead = next.getValue();
            int gap = text.lineOf(start) - text.lineOf(Math.max(lead.span.end() - 1, 0));
            if (gap > 1
                    || lead.span.start() >= start
                    || !text.isBlankBetween(lead.span.end(), start)
                    || !text.startsItsLine(lead.span.start())) {
                break;
            }
            if (lead.comment) {
                comments.addFirst(text.slice(lead.span.start(), lead.span.end()));
            }
            start = lead.span.start();
        }
        return new Above(start, String.join("\n", comments));
    }

    /** The text of a range without the comments and annotations in it. */
    String without(int start, int end, int annotationsUntil) {
        StringBuilder rest = new StringBuilder();
        int from = start;
        for (Lead lead : byEnd.subMap(start, false, end, true).values()) {
            if (lead.span.start() >= from && (lead.comment || lead.span.end() <= annotationsUntil)) {
                rest.append(text.slice(from, lead.span.start())).append(' ');
                from = lead.span.end();
            }
        }
        return rest.append(text.slice(from, Math.max(from, end))).toString();
    }
}
