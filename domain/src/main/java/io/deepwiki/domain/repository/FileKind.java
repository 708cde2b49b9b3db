package io.deepwiki.domain.repository;

/** What a file is for; questions about the code rank every other kind below {@link #CODE}, unless they name it. */
public enum FileKind {
    CODE,
    TEST,
    DOCS,
    CONFIG,
    DATA,
    GENERATED,
    VENDORED;

    /**
     * Tells what a file is for, by its path and by what its first lines say of themselves.
     *
     * @param head the beginning of its text, about 2 KB of it; may be empty
     */
    public static FileKind of(SourcePath path, String head) {
        FileTraits file = FileTraits.of(path);
        if (file.vendored()) {
            return VENDORED;
        }
        if (file.generated() || GeneratedMark.in(head)) {
            return GENERATED;
        }
        if (file.docs()) {
            return DOCS;
        }
        if (file.data()) {
            return DATA;
        }
        if (file.test()) {
            return TEST;
        }
        return file.config() ? CONFIG : CODE;
    }
}
