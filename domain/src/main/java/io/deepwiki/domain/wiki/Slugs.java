package io.deepwiki.domain.wiki;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Makes ids of titles. */
public final class Slugs {
    private static final int LONGEST = 60;

    private Slugs() {}

    /** Lower-case letters, digits and hyphens that recall the title, and are not taken; the caller adds it to what is taken. */
    public static String of(String title, Set<String> taken) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() > LONGEST) {
            slug = slug.substring(0, LONGEST).replaceAll("-[^-]*$", "");
        }
        String base = slug.isEmpty() ? "page" : slug;
        String unique = base;
        for (int n = 2; taken.contains(unique); n++) {
            unique = base + "-" + n;
        }
        return unique;
    }
}
