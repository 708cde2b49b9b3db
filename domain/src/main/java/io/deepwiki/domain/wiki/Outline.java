package io.deepwiki.domain.wiki;

import java.util.List;

/** The plan of a wiki: every page stands in exactly one section. */
public record Outline(String title, String description, List<Section> sections, List<PagePlan> pages) {
    public Outline {
        sections = List.copyOf(sections);
        pages = List.copyOf(pages);
    }

    /** The section that a page stands in. */
    public Section sectionOf(String slug) {
        return sections.stream()
                .filter(section -> section.pages().contains(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section holds the page " + slug));
    }
}
