package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The providers besides OpenAI, and what they have in common.
 *
 * @param modelsFile replaces what ships of the models, absolute
 * @param promptTokens the most that a prompt is given
 */
public record ProviderSettings(
        Optional<Path> modelsFile,
        int promptTokens,
        Remote google,
        Remote anthropic,
        Remote openrouter,
        Remote deepseek,
        Azure azure,
        Ollama ollama) {
    public ProviderSettings {
        new Checks()
                .range(SettingKey.LLM_PROMPT_TOKENS, promptTokens, 4_000, 10_000_000)
                .done();
    }

    /** A provider that wants a key. */
    public record Remote(Optional<Secret> key, URI baseUrl) {}

    /**
     * OpenAI's models at Azure.
     *
     * @param endpoint of the resource
     * @param deployment what is asked unless a request names one
     */
    public record Azure(Optional<Secret> key, Optional<URI> endpoint, String version, Optional<String> deployment) {
        public Azure {
            new Checks()
                    .that(
                            version.matches("[A-Za-z0-9.-]{1,40}"),
                            SettingKey.AZURE_VERSION.key() + " must be a version like "
                                    + SettingKey.AZURE_VERSION.standard() + ", is '" + version + "'")
                    .done();
        }
    }

    /**
     * A server that runs models here.
     *
     * @param host as {@code OLLAMA_HOST} is written for Ollama itself: with a scheme or without, with a port or without
     */
    public record Ollama(Optional<String> host, int contextTokens) {
        public Ollama {
            new Checks()
                    .range(SettingKey.OLLAMA_CONTEXT_TOKENS, contextTokens, 4_000, 10_000_000)
                    .that(
                            host.map(OllamaHost::address)
                                    .map(Optional::isPresent)
                                    .orElse(true),
                            SettingKey.OLLAMA_HOST.key() + " must be a host like 127.0.0.1:11434 or http://host:port")
                    .done();
        }

        /** Where it answers; empty if there is none. */
        public Optional<URI> address() {
            return host.flatMap(OllamaHost::address);
        }
    }
}
