package io.deepwiki.domain.llm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A human language that wikis and answers are written in. */
public enum Language {
    ENGLISH("en", "English"),
    JAPANESE("ja", "Japanese (日本語)"),
    CHINESE("zh", "Mandarin Chinese (中文)"),
    TRADITIONAL_CHINESE("zh-tw", "Traditional Chinese (繁體中文)"),
    SPANISH("es", "Spanish (Español)"),
    KOREAN("kr", "Korean (한국어)"),
    VIETNAMESE("vi", "Vietnamese (Tiếng Việt)"),
    PORTUGUESE("pt-br", "Brazilian Portuguese (Português Brasileiro)"),
    FRENCH("fr", "Français (French)"),
    RUSSIAN("ru", "Русский (Russian)"),
    GERMAN("de", "Deutsch (German)");

    /** All codes, as people are told of them. */
    public static final String CODES =
            Arrays.stream(values()).map(Language::code).collect(Collectors.joining(", "));

    private static final Pattern TRADITIONAL = Pattern.compile("zh-(?:.+-)?(?:hant|tw|hk|mo)(?:-.+)?");

    private final String code;
    private final String label;

    Language(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The code on the wire, as in {@code pt-br}. */
    public String code() {
        return code;
    }

    /** The name that people pick it by. */
    public String label() {
        return label;
    }

    /**
     * The language that a client means: by one of our codes, or by a tag as browsers and systems write it, as in {@code en-US}, {@code zh_TW} or
     * {@code ko}; empty if it is none of ours.
     */
    public static Optional<Language> called(String tag) {
        String plain = tag.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        Optional<Language> known = ofCode(plain);
        if (known.isPresent()) {
            return known;
        }
        String main = plain.split("-", 2)[0];
        return switch (main) {
            case "zh" -> Optional.of(TRADITIONAL.matcher(plain).matches() ? TRADITIONAL_CHINESE : CHINESE);
            case "pt" -> Optional.of(PORTUGUESE);
            case "ko" -> Optional.of(KOREAN);
            default -> ofCode(main);
        };
    }

    /** The language of a code; empty if the code is none of ours. */
    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(l -> l.code.equalsIgnoreCase(code))
                .findFirst();
    }
}
