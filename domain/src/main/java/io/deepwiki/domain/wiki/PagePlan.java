package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page that is to be written.
 *
 * @param slug its id within the wiki: lower-case letters, digits and hyphens
 * @param description in one sentence, what it explains
 * @param files what it is written from, most important first
 * @param related slugs of other pages
 */
public record PagePlan(
        String slug,
        String title,
        String description,
        Importance importance,
        List<SourcePath> files,
        List<String> related) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public PagePlan {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException("not a slug: " + slug);
        }
        files = List.copyOf(files);
        related = List.copyOf(related);
    }
}
