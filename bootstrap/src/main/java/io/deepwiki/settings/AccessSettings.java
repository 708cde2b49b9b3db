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
    private static final int SHORTEST_CODE = 8;

    public AccessSettings {
        keys = List.copyOf(keys);
        new Checks()
                .that(
                        code.map(AccessSettings::length).orElse(SHORTEST_CODE) >= SHORTEST_CODE,
                        SettingKey.ACCESS_CODE.variable() + " is so short that it can be guessed: choose one of "
                                + SHORTEST_CODE + " characters or more, three words or what a password manager makes")
                .done();
    }

    private static int length(Secret code) {
        String text = code.reveal().strip();
        return text.codePointCount(0, text.length());
    }
}
