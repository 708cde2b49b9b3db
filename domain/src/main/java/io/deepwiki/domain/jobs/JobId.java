package io.deepwiki.domain.jobs;

import java.util.UUID;

/** Names a job. */
public record JobId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
