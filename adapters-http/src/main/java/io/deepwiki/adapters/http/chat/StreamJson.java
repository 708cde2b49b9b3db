package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.application.chat.ChatStreams.Look;
import io.deepwiki.domain.chat.ChatStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an answer stands, on the wire.
 *
 * @param sha256 of its text, once it is over
 */
record StreamJson(
        String id,
        String state,
        String repository,
        String provider,
        String model,
        long bytes,
        Optional<String> sha256,
        Optional<Usage> usage,
        Optional<Problem> error,
        String startedAt,
        Optional<String> endedAt) {
    record Usage(long promptTokens, long completionTokens, boolean estimated, Optional<BigDecimal> costUsd) {
        static Usage of(ChatStream.End end) {
            var usage = end.usage();
            return new Usage(usage.prompt(), usage.completion(), usage.estimated(), end.cost());
        }
    }

    record Problem(String code, String message) {}

    record Told(String message) {}

    static StreamJson of(Look look) {
        ChatStream stream = look.stream();
        return new StreamJson(
                stream.id().toString(),
                stream.state().name().toLowerCase(Locale.ROOT),
                stream.repository().url(),
                stream.model().provider(),
                stream.model().model(),
                look.bytes(),
                stream.end().map(ChatStream.End::sha256),
                stream.end().map(Usage::of),
                look.failure().map(Refusal::of).map(refusal -> new Problem(refusal.code(), refusal.detail())),
                stream.startedAt().toString(),
                stream.end().map(end -> end.at().toString()));
    }
}
