package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Who may call the API.
 *
 * @param required whether a key is asked for
 * @param allowUnauthenticated whether the API may be open to the network without keys
 * @param keys the keys that the operator set; empty when one is to be made
 * @param frontendKey the key that our own clients use, if it is not one of those
 */
public record AccessSettings(
        boolean required, boolean allowUnauthenticated, List<Secret> keys, Optional<Secret> frontendKey) {
    public AccessSettings {
        keys = List.copyOf(keys);
    }
}
