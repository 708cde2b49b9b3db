package io.deepwiki.domain.jobs;

import io.deepwiki.domain.usage.TokenUsage;
import io.deepwiki.domain.wiki.PagePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a job, from its plan to its end.
 *
 * @param section the slug of the section it stands in
 * @param content its Markdown; empty until it is completed
 * @param attempts how often it was tried and failed
 * @param lastError why it failed last; empty if it never did
 */
public record JobPage(
        UUID id,
        JobId job,
        int position,
        PagePlan plan,
        String section,
        PageStatus status,
        String content,
        int attempts,
        String lastError,
        TokenUsage usage,
        Optional<Duration> took,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended) {}
