package io.deepwiki.domain.llm;

import java.util.Arrays;
import java.util.Optional;

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

    /** The language of a code; empty if the code is none of ours. */
    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(l -> l.code.equalsIgnoreCase(code))
                .findFirst();
    }
}
