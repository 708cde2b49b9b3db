package io.deepwiki.domain.wiki;

/** How much a page matters to a newcomer. */
public enum Importance {
    HIGH,
    MEDIUM,
    LOW
}
