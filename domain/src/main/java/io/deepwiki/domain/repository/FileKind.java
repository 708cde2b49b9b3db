package io.deepwiki.domain.repository;

/** What a file is for; questions about the code rank every other kind below {@link #CODE}, unless they name it. */
public enum FileKind {
    CODE,
    TEST,
    DOCS,
    CONFIG,
    DATA,
    GENERATED,
    VENDORED
}
