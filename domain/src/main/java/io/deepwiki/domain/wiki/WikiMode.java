package io.deepwiki.domain.wiki;

/** How much a wiki tells. */
public enum WikiMode {
    COMPREHENSIVE,
    CONCISE
}
