package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.llm.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fixed phrases of a language, from {@code phrases/<code>.properties}; English where there is no such file. {@code {0}}, {@code {1}} …
 * stand for what is filled in. A phrase may have variants, {@code key.1}, {@code key.2} …: they take turns, so that a text does not sound
 * like a form. Not thread-safe: one per text.
 */
final class Phrases {
    private final Map<String, String> phrases;
    private final boolean english;
    private final boolean missing;
    private final Map<String, Integer> turns = new HashMap<>();
    private int seed;

    private Phrases(Map<String, String> phrases, boolean english, boolean missing) {
        this.phrases = phrases;
        this.english = english;
        this.missing = missing;
    }

    static Phrases of(Language language) {
        Optional<Map<String, String>> own = load(language);
        return new Phrases(
                own.or(() -> load(Language.ENGLISH)).orElseThrow(),
                own.isEmpty() || language == Language.ENGLISH,
                own.isEmpty());
    }

    /** Lets the variants begin elsewhere, so that two pages do not begin alike. */
    Phrases seeded(String text) {
        seed = Math.floorMod(text.hashCode(), 97);
        return this;
    }

    /** Whether sentences of the code's own (mostly English) comments can be woven into the text. */
    boolean english() {
        return english;
    }

    /** Whether English stands in for a language without phrases. */
    boolean missing() {
        return missing;
    }

    Set<String> keys() {
        return new TreeSet<>(phrases.keySet());
    }

    /** The phrase with its gaps filled; the next of its variants if it has some. */
    String say(String key, Object... gaps) {
        String phrase = phrases.get(key);
        if (phrase == null) {
            phrase = variant(key);
        }
        return filled(phrase, gaps);
    }

    /** Names as in "a, b and c". */
    String list(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.getFirst();
            default ->
                say("list.and", String.join(say("list.comma"), names.subList(0, names.size() - 1)), names.getLast());
        };
    }

    /** The first few names, and how many more there are. */
    String listed(List<String> names, int atMost) {
        if (names.size() <= atMost + 1) {
            return list(names);
        }
        return say("list.more", String.join(say("list.comma"), names.subList(0, atMost)), names.size() - atMost);
    }

    private String variant(String key) {
        int turn = turns.merge(key, 1, Integer::sum) - 1;
        int variants = 0;
        while (phrases.containsKey(key + "." + (variants + 1))) {
            variants++;
        }
        if (variants == 0) {
            throw new IllegalArgumentException("there is no phrase " + key);
        }
        return phrases.getOrDefault(key + "." + (Math.floorMod(turn + seed, variants) + 1), "");
    }

    /** Fills from left to right in one pass: what is filled in is never read as a gap. */
    private static String filled(String phrase, Object... gaps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            boolean gap = c == '{' && i + 2 < phrase.length() && phrase.charAt(i + 2) == '}';
            if (gap) {
                text.append(gaps[phrase.charAt(i + 1) - '0']);
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static Optional<Map<String, String>> load(Language language) {
        try (InputStream in = Phrases.class.getResourceAsStream("phrases/" + language.code() + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            Map<String, String> phrases = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> phrases.put(key, properties.getProperty(key)));
            return Optional.of(Map.copyOf(phrases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
