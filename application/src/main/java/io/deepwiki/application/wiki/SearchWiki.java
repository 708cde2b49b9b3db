package io.deepwiki.application.wiki;

import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.retrieval.Bm25;
import io.deepwiki.domain.retrieval.Identifiers;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the pages and sections of one wiki that match some words. A wiki is small: it is read whole. */
public final class SearchWiki {
    private static final int MOST = 20;
    private static final int SNIPPET = 160;

    private final ReadWiki reading;
    private final WikiStore wikis;

    public SearchWiki(ReadWiki reading, WikiStore wikis) {
        this.reading = reading;
        this.wikis = wikis;
    }

    /**
     * The best matches, best first.
     *
     * @throws io.deepwiki.application.failure.FailureException NotFound
     */
    public List<Match> search(WikiId id, String query, Caller caller) {
        reading.find(id, caller);
        List<Part> parts =
                wikis.pages(id).stream().flatMap(page -> parts(page).stream()).toList();
        Set<String> wanted = Identifiers.queryTerms(query);
        Map<String, List<Bm25.Hit<Part>>> hits = new HashMap<>();
        long length = 0;
        for (Part part : parts) {
            List<String> terms = Identifiers.terms(part.heading() + "\n" + part.heading() + "\n" + part.text());
            length += terms.size();
            Map<String, Integer> counts = new HashMap<>();
            terms.stream().filter(wanted::contains).forEach(term -> counts.merge(term, 1, Integer::sum));
            counts.forEach((term, count) ->
                    hits.computeIfAbsent(term, _ -> new ArrayList<>()).add(new Bm25.Hit<>(part, count, terms.size())));
        }
        return Bm25.scores(hits, parts.size(), (double) length / Math.max(1, parts.size())).entrySet().stream()
                .sorted(Map.Entry.<Part, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().slug()))
                .limit(MOST)
                .map(entry -> entry.getKey().match(wanted))
                .toList();
    }

    private static List<Part> parts(WikiPage page) {
        List<Part> parts = new ArrayList<>();
        String heading = page.plan().title();
        StringBuilder text = new StringBuilder();
        for (String line : page.content().split("\n", -1)) {
            if (line.startsWith("#")) {
                parts.add(new Part(page.plan().slug(), page.plan().title(), heading, text.toString()));
                heading = line.replaceAll("^#+\\s*", "");
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        parts.add(new Part(page.plan().slug(), page.plan().title(), heading, text.toString()));
        parts.removeIf(part -> part.text().isBlank());
        return parts;
    }

    /** A section of a page. */
    private record Part(String slug, String title, String heading, String text) {
        Match match(Set<String> wanted) {
            String snippet = text.lines()
                    .filter(line -> Identifiers.terms(line).stream().anyMatch(wanted::contains))
                    .findFirst()
                    .orElseGet(() -> text.lines()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                            .orElse(""))
                    .strip();
            return new Match(
                    slug, title, heading, snippet.length() > SNIPPET ? snippet.substring(0, SNIPPET) + "…" : snippet);
        }
    }

    /** A section that matches, and a line of it. */
    public record Match(String slug, String title, String heading, String snippet) {}
}
