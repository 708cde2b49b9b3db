package io.deepwiki.domain.repository;

import java.util.Map;
import java.util.Set;

/** The language that a file is written in, told by its name. */
public enum SourceLanguage {
    JAVA("Java", Set.of("java")),
    PYTHON("Python", Set.of("py", "pyi", "pyw")),
    JAVASCRIPT("JavaScript", Set.of("js", "jsx", "mjs", "cjs")),
    TYPESCRIPT("TypeScript", Set.of("ts", "mts", "cts")),
    TSX("TSX", Set.of("tsx")),
    GO("Go", Set.of("go")),
    RUST("Rust", Set.of("rs")),
    C("C", Set.of("c", "h")),
    CPP("C++", Set.of("cpp", "cc", "cxx", "hpp", "hh", "hxx", "ipp", "inl")),
    CSHARP("C#", Set.of("cs")),
    KOTLIN("Kotlin", Set.of("kt", "kts")),
    RUBY("Ruby", Set.of("rb", "rake", "gemspec")),
    PHP("PHP", Set.of("php", "phtml")),
    MARKDOWN("Markdown", Set.of("md", "markdown", "mdx")),
    OTHER("Text", Set.of());

    private static final Map<String, SourceLanguage> BY_EXTENSION = byExtension();

    private final String label;
    private final Set<String> extensions;

    SourceLanguage(String label, Set<String> extensions) {
        this.label = label;
        this.extensions = extensions;
    }

    /** The language that the file's name tells; {@link #OTHER} if it tells none. */
    public static SourceLanguage of(SourcePath path) {
        return BY_EXTENSION.getOrDefault(path.extension(), OTHER);
    }

    /** Whether it is a programming language whose declarations can be told. */
    public boolean isCode() {
        return this != MARKDOWN && this != OTHER;
    }

    /** The name that people use. */
    public String label() {
        return label;
    }

    private static Map<String, SourceLanguage> byExtension() {
        Map<String, SourceLanguage> map = new java.util.HashMap<>();
        for (SourceLanguage language : values()) {
            language.extensions.forEach(extension -> map.put(extension, language));
        }
        return Map.copyOf(map);
    }
}
