package io.deepwiki.domain.jobs;

import java.util.UUID;

/** Names a work item. */
public record WorkItemId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
