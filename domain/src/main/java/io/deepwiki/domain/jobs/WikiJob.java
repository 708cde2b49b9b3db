package io.deepwiki.domain.jobs;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that makes a wiki: what was asked, where it stands, and when that changed. It moves only through its own methods.
 *
 * @param run counts from 1; a retry of an ended job begins the next
 * @param snapshot what it reads, once the index phase is done
 * @param error why it failed, in a sentence for people; empty unless it did
 */
public record WikiJob(
        JobId id,
        WikiRequest request,
        Caller submitter,
        JobState state,
        int run,
        Optional<Source> snapshot,
        String error,
        Times times) {
    /** The commit that a job reads. */
    public record Source(SnapshotId id, String branch, Commit commit) {}

    /** When a job was made, first worked on, ended, and last changed. */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> ended, Instant updated) {
        private Times startedAt(Instant now) {
            return new Times(created, Optional.of(started.orElse(now)), ended, now);
        }

        private Times endedAt(Instant now) {
            return new Times(created, started, Optional.of(now), now);
        }
    }

    /** A job that nobody works on yet. */
    public static WikiJob submitted(JobId id, WikiRequest request, Caller submitter, Instant now) {
        Times times = new Times(now, Optional.empty(), Optional.empty(), now);
        return new WikiJob(id, request, submitter, new Waiting(), 1, Optional.empty(), "", times);
    }

    /** Somebody begins to index the repository; taken over after a crash, it may be so already. */
    public Decision startIndexing(Instant now) {
        return switch (state) {
            case Waiting _ -> moveTo(new Running(Phase.INDEX), now);
            case Running(Phase phase) when phase == Phase.INDEX -> new Accepted(this);
            case Running(Phase phase) -> outOfTurn(phase);
            case Ended _ -> alreadyEnded();
        };
    }

    /** The repository is indexed: the plan is next. */
    public Decision indexed(Source source, Instant now) {
        return switch (state) {
            case Running(Phase phase)
            when phase == Phase.INDEX ->
                new Accepted(new WikiJob(
                        id,
                        request,
                        submitter,
                        new Running(Phase.PLAN),
                        run,
                        Optional.of(source),
                        error,
                        times.startedAt(now)));
            case Running(Phase phase) -> outOfTurn(phase);
            case Waiting _ -> new Refused("the job has not begun");
            case Ended _ -> alreadyEnded();
        };
    }

    /** The pages are planned: they are next. */
    public Decision planned(Instant now) {
        return switch (state) {
            case Running(Phase phase) when phase == Phase.PLAN -> moveTo(new Running(Phase.PAGES), now);
            case Running(Phase phase) -> outOfTurn(phase);
            case Waiting _ -> new Refused("the job has not begun");
            case Ended _ -> alreadyEnded();
        };
    }

    /** Every page is settled: the outcome follows from them, and is never set from outside. */
    public Decision finish(Progress progress, Instant now) {
        return switch (state) {
            case Running(Phase phase)
            when phase == Phase.PAGES -> {
                Outcome outcome = progress.outcome();
                String why = outcome == Outcome.FAILED ? "No page could be written." : "";
                yield end(outcome, why, now);
            }
            case Running(Phase phase) -> outOfTurn(phase);
            case Waiting _ -> new Refused("the job has not begun");
            case Ended _ -> alreadyEnded();
        };
    }

    /** It cannot go on: the repository cannot be read, or there is nothing to plan. */
    public Decision fail(String why, Instant now) {
        return state.ended() ? alreadyEnded() : end(Outcome.FAILED, why, now);
    }

    /** Somebody calls it off. */
    public Decision cancel(Instant now) {
        return state.ended() ? alreadyEnded() : end(Outcome.CANCELLED, "", now);
    }

    private Decision moveTo(JobState next, Instant now) {
        return new Accepted(new WikiJob(id, request, submitter, next, run, snapshot, error, times.startedAt(now)));
    }

    private Decision end(Outcome outcome, String why, Instant now) {
        return new Accepted(
                new WikiJob(id, request, submitter, new Ended(outcome), run, snapshot, why, times.endedAt(now)));
    }

    private static Decision outOfTurn(Phase phase) {
        return new Refused("the job is in the phase " + phase);
    }

    private static Decision alreadyEnded() {
        return new Refused("the job has already ended");
    }
}
