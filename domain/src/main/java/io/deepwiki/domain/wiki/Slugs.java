package io.deepwiki.domain.wiki;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Makes the ids of pages and sections from their titles. */
public final class Slugs {
    private static final int LONGEST = 60;

    private Slugs() {}

    /**
     * A slug of lower-case ASCII letters, digits and single hyphens; accents are dropped, a title without any Latin letter or digit
     * gives {@code page}.
     *
     * @param taken slugs that are in use; the answer is none of them, by a number at its end if need be
     */
    public static String of(String title, Set<String> taken) {
        String slug = plain(title);
        String unique = slug;
        for (int number = 2; taken.contains(unique); number++) {
            unique = slug + "-" + number;
        }
        return unique;
    }

    private static String plain(String title) {
        String cut = title.length() <= 1_000 ? title : title.substring(0, 1_000);
        String letters = Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        StringBuilder slug = new StringBuilder();
        for (int i = 0; i < letters.length() && slug.length() < LONGEST; i++) {
            char c = letters.charAt(i);
            boolean latin = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK || c == '\'' || c == '’';
            if (latin) {
                slug.append(c);
            } else if (!mark && !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        if (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "page" : slug.toString();
    }
}
