package io.deepwiki.domain.instance;

import java.util.UUID;

/** Names one running process of the service. */
public record InstanceId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
