package io.deepwiki.domain.wiki;

import java.util.List;

/**
 * A chapter of a wiki.
 *
 * @param id a slug
 * @param pages slugs of its pages, in reading order
 */
public record Section(String id, String title, List<String> pages) {
    public Section {
        pages = List.copyOf(pages);
    }
}
