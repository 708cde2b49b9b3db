package io.deepwiki.domain.repository;

import java.util.UUID;

/** Names one repository in our own tables. */
public record RepositoryId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
