package io.deepwiki.adapters.llm.http;

import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where a provider is reached, and by which key.
 *
 * @param promptTokens the most that a prompt is given, whatever the model's window
 */
public record Access(URI baseUrl, Optional<Secret> key, int promptTokens) {
    /** The address, with that path if it has none of its own. */
    public String address(String path) {
        String own = baseUrl.getRawPath();
        return own == null || own.isEmpty() || own.equals("/")
                ? baseUrl.resolve(path).toString()
                : baseUrl.toString();
    }

    /** The key as it is; for the one place where a model is made, once it is known that there is one. */
    public String revealed() {
        return key.map(Secret::reveal).orElseThrow(() -> new IllegalStateException("there is no key"));
    }
}
