package io.deepwiki.domain.repository;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The language that a file is written in, as far as its syntax is read here; every other one is {@link #OTHER}. */
public enum SourceLanguage {
    JAVA("Java", "java"),
    PYTHON("Python", "py pyi pyw"),
    JAVASCRIPT("JavaScript", "js jsx mjs cjs"),
    TYPESCRIPT("TypeScript", "ts mts cts"),
    TSX("TSX", "tsx"),
    GO("Go", "go"),
    RUST("Rust", "rs"),
    C("C", "c h"),
    CPP("C++", "cpp cc cxx c++ hpp hh hxx h++ ipp tpp inl"),
    CSHARP("C#", "cs csx"),
    KOTLIN("Kotlin", "kt kts"),
    RUBY("Ruby", "rb rake gemspec ru"),
    PHP("PHP", "php phtml"),
    MARKDOWN("Markdown", "md markdown mdx mdown"),
    OTHER("Text", "");

    private static final Map<String, SourceLanguage> BY_EXTENSION = byExtension();
    private static final Map<String, SourceLanguage> BY_NAME =
            Map.of("rakefile", RUBY, "gemfile", RUBY, "podfile", RUBY, "vagrantfile", RUBY, "brewfile", RUBY);

    private final String label;
    /** Separated by spaces. */
    private final String extensions;

    SourceLanguage(String label, String extensions) {
        this.label = label;
        this.extensions = extensions;
    }

    /** The language of a file, told by its name alone. */
    public static SourceLanguage of(SourcePath path) {
        SourceLanguage named = BY_NAME.get(path.fileName().toLowerCase(Locale.ROOT));
        return named != null ? named : BY_EXTENSION.getOrDefault(path.extension(), OTHER);
    }

    /** Whether it is a programming language with a syntax that declares symbols. */
    public boolean isCode() {
        return this != MARKDOWN && this != OTHER;
    }

    /** The name as people write it, as in {@code C#}. */
    public String label() {
        return label;
    }

    private static Map<String, SourceLanguage> byExtension() {
        Map<String, SourceLanguage> languages = new HashMap<>();
        for (SourceLanguage language : values()) {
            for (String extension : language.extensions.split(" ", -1)) {
                languages.put(extension, language);
            }
        }
        return Map.copyOf(languages);
    }
}
