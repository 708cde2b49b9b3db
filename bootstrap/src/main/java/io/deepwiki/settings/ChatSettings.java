package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which language models there are, and which of them answers unless a request names one.
 *
 * @param provider the first that is configured when empty, the built-in one if none is
 * @param model the provider's first one when empty
 */
public record ChatSettings(
        Optional<String> provider,
        Optional<String> model,
        OpenAi openai,
        ProviderSettings others,
        Patience patience,
        Streams streams) {
    /**
     * How answers are kept, and how many one key may ask for.
     *
     * @param perKey at the same time
     * @param readerGrace how long an answer goes on without a reader
     * @param lease how long an instance that gives no sign of life counts as living
     */
    public record Streams(int perKey, int requestsPerMinute, Duration readerGrace, Duration lease) {
        public Streams {
            new Checks()
                    .range(SettingKey.CHAT_STREAMS_PER_KEY, perKey, 1, 100_000)
                    .range(SettingKey.CHAT_REQUESTS_PER_MINUTE, requestsPerMinute, 1, 10_000_000)
                    .range(SettingKey.CHAT_READER_GRACE, readerGrace, Duration.ofMillis(100), Duration.ofHours(1))
                    .range(SettingKey.CHAT_LEASE, lease, Duration.ofSeconds(1), Duration.ofMinutes(10))
                    .done();
        }
    }

    /** How long a provider may take: until it is connected, for the first event, between two, and for everything. */
    public record Patience(Duration connect, Duration first, Duration idle, Duration whole) {
        private static final Duration LEAST = Duration.ofMillis(100);

        public Patience {
            new Checks()
                    .range(SettingKey.LLM_CONNECT_TIMEOUT, connect, LEAST, Duration.ofMinutes(5))
                    .range(SettingKey.LLM_FIRST_TIMEOUT, first, LEAST, Duration.ofHours(1))
                    .range(SettingKey.LLM_IDLE_TIMEOUT, idle, LEAST, Duration.ofHours(1))
                    .range(SettingKey.LLM_WHOLE_TIMEOUT, whole, Duration.ofSeconds(1), Duration.ofHours(24))
                    .done();
        }
    }

    /** How a server that speaks OpenAI's protocol is reached. */
    public record OpenAi(Optional<Secret> key, URI baseUrl, int contextTokens) {
        public OpenAi {
            new Checks()
                    .range(SettingKey.OPENAI_CONTEXT_TOKENS, contextTokens, 4_000, 10_000_000)
                    .done();
        }
    }
}
