package io.deepwiki.domain.jobs;

import io.deepwiki.domain.usage.Spent;
import java.time.Instant;
import java.util.UUID;

/**
 * One call of a model within a job, whatever came of it.
 *
 * @param id names the call, so that it is counted once however often it is written down
 * @param work what it was made for
 * @param attempt which try at the work it belonged to, from 1
 * @param spent nothing if the provider refused it
 */
public record Spend(UUID id, JobId job, int run, WorkItem.Work work, int attempt, Spent spent, Instant at) {}
