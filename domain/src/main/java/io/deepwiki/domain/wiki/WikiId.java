package io.deepwiki.domain.wiki;

import java.util.UUID;

/** Names a wiki: one per repository, branch, language and mode. */
public record WikiId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
