package io.deepwiki.domain.wiki;

import java.util.List;
import java.util.Set;

/** The plan of a wiki: every page stands in exactly one section. */
public record Outline(String title, String description, List<Section> sections, List<PagePlan> pages) {
    public Outline {
        sections = List.copyOf(sections);
        pages = List.copyOf(pages);
    }

    /** The plan of one page. */
    public PagePlan page(String slug) {
        return pages.stream()
                .filter(page -> page.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no page " + slug));
    }

    /** The section that a page stands in. */
    public Section sectionOf(String slug) {
        return sections.stream()
                .filter(section -> section.pages().contains(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section holds the page " + slug));
    }

    /** The plan without all other pages, and without sections that are empty then. */
    public Outline withOnly(Set<String> slugs) {
        List<Section> left = sections.stream()
                .map(section -> new Section(
                        section.id(),
                        section.title(),
                        section.pages().stream().filter(slugs::contains).toList()))
                .filter(section -> !section.pages().isEmpty())
                .toList();
        return new Outline(
                title,
                description,
                left,
                pages.stream().filter(page -> slugs.contains(page.slug())).toList());
    }
}
