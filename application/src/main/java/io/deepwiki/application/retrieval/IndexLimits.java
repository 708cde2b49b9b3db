package io.deepwiki.application.retrieval;

/**
 * How much of a repository is indexed.
 *
 * @param files more than these in the tree are an error that names the limit
 * @param fileBytes a larger file is left out
 */
public record IndexLimits(int files, int fileBytes) {
    /** 50,000 files of at most 1 MiB each. */
    public static final IndexLimits STANDARD = new IndexLimits(50_000, 1 << 20);

    public IndexLimits {
        if (files < 1 || fileBytes < 1) {
            throw new IllegalArgumentException("limits begin at 1");
        }
    }
}
