package io.deepwiki.domain.repository;

/** The language that a file is written in. */
public enum SourceLanguage {
    JAVA,
    PYTHON,
    JAVASCRIPT,
    TYPESCRIPT,
    TSX,
    GO,
    RUST,
    C,
    CPP,
    CSHARP,
    KOTLIN,
    RUBY,
    PHP,
    MARKDOWN,
    OTHER;
}
