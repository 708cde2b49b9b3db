package io.deepwiki.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads {@code OLLAMA_HOST} as Ollama does: a host with or without a scheme and a port; what it listens on is where it is asked. */
final class OllamaHost {
    private static final int PORT = 11434;

    private OllamaHost() {}

    /** Empty if it cannot be an address. */
    static Optional<URI> address(String written) {
        String text = written.strip().replaceAll("/+$", "");
        boolean bare = !text.contains("://");
        try {
            URI uri = new URI(bare ? "http://" + (text.startsWith(":") ? "127.0.0.1" : "") + text : text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                return Optional.empty();
            }
            String host = uri.getHost().equals("0.0.0.0") ? "127.0.0.1" : uri.getHost();
            int port = uri.getPort() < 0 && bare ? PORT : uri.getPort();
            return Optional.of(new URI(uri.getScheme(), null, host, port, uri.getPath(), null, null));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
