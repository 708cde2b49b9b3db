package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.web.UiFiles;
import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the web listener listens, and what it stands in front of.
 *
 * @param bind the address to listen at
 * @param port 0 for any free one
 * @param url by which people reach it, if that is not its own address
 * @param code what people must show first, if anything
 * @param files of the UI
 */
public record WebSettings(
        String bind,
        int port,
        ServerSettings.Limits limits,
        Optional<URI> url,
        Optional<Secret> code,
        Backend backend,
        UiFiles files) {
    /**
     * The API that the proxy leads to.
     *
     * @param url without a slash at its end; empty: that of the same process
     * @param key that it is asked with, if it wants one
     * @param patience how long it may say nothing
     */
    public record Backend(Optional<URI> url, Optional<Secret> key, Duration patience) {}
}
