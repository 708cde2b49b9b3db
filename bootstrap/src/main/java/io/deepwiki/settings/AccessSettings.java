package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Who may call the API.
 *
 * @param required whether a key is asked for
 * @param allowUnauthenticated whether the API may be open to the network without keys, and the web listener without a code
 * @param keys the keys that the operator set; empty when one is to be made
 * @param frontendKey the key that our own clients use, if it is not one of those
 * @param code what people show to the web listener, if they must
 */
public record AccessSettings(
        boolean required,
        boolean allowUnauthenticated,
        List<Secret> keys,
        Optional<Secret> frontendKey,
        Optional<Secret> code) {
    public AccessSettings {
        keys = List.copyOf(keys);
    }
}
