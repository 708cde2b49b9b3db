package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Which language models there are, and which of them answers unless a request names one.
 *
 * @param provider the first that is configured when empty, the built-in one if none is
 * @param model the provider's first one when empty
 */
public record ChatSettings(Optional<String> provider, Optional<String> model, OpenAi openai) {
    /** How a server that speaks OpenAI's protocol is reached. */
    public record OpenAi(Optional<Secret> key, URI baseUrl, int contextTokens) {
        public OpenAi {
            new Checks()
                    .range(SettingKey.OPENAI_CONTEXT_TOKENS, contextTokens, 4_000, 10_000_000)
                    .done();
        }
    }
}
