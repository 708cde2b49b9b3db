package io.deepwiki.domain.jobs;

import io.deepwiki.domain.usage.Spent;

/**
 * The size of what a job reads, and what the models came to that were asked for it, in all its runs.
 *
 * @param chunkingTokens 0 before the repository is indexed
 */
public record TokenSummary(long chunkingTokens, int chunkingChunks, Spent provider) {
    /** Before anything is read. */
    public static final TokenSummary NONE = new TokenSummary(0, 0, Spent.NONE);
}
