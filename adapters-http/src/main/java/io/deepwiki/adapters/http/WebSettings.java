package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.web.UiFiles;
import io.deepwiki.domain.access.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the web listener listens, and what it stands in front of.
 *
 * @param bind the address to listen at
 * @param port 0 for any free one
 * @param url by which people reach it, if that is not its own address
 * @param files of the UI
 */
public record WebSettings(
        String bind,
        int port,
        ServerSettings.Limits limits,
        Optional<URI> url,
        Entrance entrance,
        Backend backend,
        UiFiles files) {
    /**
     * Who may use it.
     *
     * @param code what people must show first, if anything
     * @param everybody whether without a code whoever reaches it may, by a proxy too; else only who is at this machine
     * @param proxies that stand before it: they are believed where a request comes from
     */
    public record Entrance(Optional<Secret> code, boolean everybody, Set<InetAddress> proxies) {
        public Entrance {
            proxies = Set.copyOf(proxies);
        }

        /** With this code, if it is one, and no proxy that is believed. */
        public static Entrance by(Optional<Secret> code) {
            return new Entrance(code, false, Set.of());
        }
    }

    /**
     * The API that the proxy leads to.
     *
     * @param url without a slash at its end; empty: that of the same process
     * @param key that it is asked with, if it wants one
     * @param patience how long it may say nothing
     */
    public record Backend(Optional<URI> url, Optional<Secret> key, Duration patience) {}
}
