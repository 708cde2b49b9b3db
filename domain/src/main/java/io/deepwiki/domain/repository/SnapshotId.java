package io.deepwiki.domain.repository;

import java.util.UUID;

/** Names one repository at one commit in our own tables. */
public record SnapshotId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
