package io.deepwiki.domain.jobs;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobState.Active;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A job that makes a wiki: what was asked, where it stands, and when that changed. It moves only through its own methods.
 *
 * @param run counts from 1; a retry of an ended job begins the next
 * @param snapshot what it reads, once the index phase is done
 * @param error why it failed, in a sentence for people; empty unless it did
 * @param ceilings how much each of its runs may spend
 */
public record WikiJob(
        JobId id,
        WikiRequest request,
        Caller submitter,
        JobState state,
        int run,
        Optional<Source> snapshot,
        String error,
        Times times,
        Ceilings ceilings) {
    /**
     * The commit that a job reads.
     *
     * @param seen when the branch was seen to stand there
     */
    public record Source(SnapshotId id, String branch, Commit commit, Instant seen) {}

    /** When a job was made, first worked on, ended, and last changed. */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> ended, Instant updated) {
        private Times startedAt(Instant now) {
            return new Times(created, Optional.of(started.orElse(now)), ended, now);
        }

        private Times endedAt(Instant now) {
            return new Times(created, started, Optional.of(now), now);
        }

        private Times updatedAt(Instant now) {
            return new Times(created, started, ended, now);
        }

        private Times reopenedAt(Instant now) {
            return new Times(created, started, Optional.empty(), now);
        }
    }

    /** A job that nobody works on yet. */
    public static WikiJob submitted(JobId id, WikiRequest request, Caller submitter, Instant now) {
        Times times = new Times(now, Optional.empty(), Optional.empty(), now);
        return new WikiJob(id, request, submitter, new Waiting(), 1, Optional.empty(), "", times, Ceilings.NONE);
    }

    /** The same job, that may spend no more than this in a run. */
    public WikiJob within(Ceilings most) {
        return new WikiJob(id, request, submitter, state, run, snapshot, error, times, most);
    }

    /**
     * Whether it has read this commit of the branch for just such a request. Requests of older versions have no branch unless somebody named
     * it: then it is the one that was read.
     */
    public boolean made(WikiRequest wanted, String branch, Commit commit) {
        return snapshot.filter(source -> source.commit().equals(commit)).isPresent()
                && snapshot.filter(source -> source.branch().equals(branch)).isPresent()
                && request.on(branch).sameAs(wanted.on(branch));
    }

    /** Why it does not go on: what failed, or what a pause waits for; empty if nothing is wrong. */
    public String trouble() {
        return state instanceof Paused paused ? paused.why() : error;
    }

    /** Somebody begins to index the repository; taken over after a crash, it may be so already. Nothing begins during a pause. */
    public Decision startIndexing(Instant now) {
        return switch (state) {
            case Waiting _ -> moveTo(new Running(Phase.INDEX), now);
            case Running(Phase phase) when phase == Phase.INDEX -> new Accepted(this);
            case Running(Phase phase) -> outOfTurn(phase);
            case Paused _ -> new Refused("it is paused");
            case Ended _ -> alreadyEnded();
        };
    }

    /** The repository is indexed: the plan is next. */
    public Decision indexed(Source source, Instant now) {
        return after(Phase.INDEX, () -> {
            JobState next = inPlace(new Running(Phase.PLAN));
            Times when = times.startedAt(now);
            return new Accepted(
                    new WikiJob(id, request, submitter, next, run, Optional.of(source), error, when, ceilings));
        });
    }

    /** The pages are planned: they are next. */
    public Decision planned(Instant now) {
        return after(Phase.PLAN, () -> moveTo(inPlace(new Running(Phase.PAGES)), now));
    }

    /** Every page is settled: the outcome follows from them, and is never set from outside. */
    public Decision finish(Progress progress, Instant now) {
        return after(Phase.PAGES, () -> {
            if (progress.settled() < progress.total()) {
                return new Refused("pages are left to be written");
            }
            Outcome outcome = progress.outcome();
            return end(outcome, outcome == Outcome.FAILED ? "No page could be written." : "", now);
        });
    }

    /** It cannot go on: the repository cannot be read, or there is nothing to plan. */
    public Decision fail(String why, Instant now) {
        return state.ended() ? alreadyEnded() : end(Outcome.FAILED, why, now);
    }

    /** Somebody calls it off. */
    public Decision cancel(Instant now) {
        return state.ended() ? alreadyEnded() : end(Outcome.CANCELLED, "", now);
    }

    /**
     * It stands still from now on; if it does already, nothing changes.
     *
     * @param why what has to be mended before it can go on; empty if somebody asked for the pause
     */
    public Decision pause(String why, Instant now) {
        return switch (state) {
            case Active before -> new Accepted(with(new Paused(before, why), run, error, times.updatedAt(now)));
            case Paused _ -> new Accepted(this);
            case Ended _ -> alreadyEnded();
        };
    }

    /** It goes on where it was paused; if it is not, nothing changes. */
    public Decision resume(Instant now) {
        return switch (state) {
            case Paused paused -> new Accepted(with(paused.before(), run, error, times.updatedAt(now)));
            case Active _ -> new Accepted(this);
            case Ended _ -> alreadyEnded();
        };
    }

    /**
     * It ended without being complete and is tried again, from what is done: the next run begins.
     *
     * @param planned whether there is a plan of its pages
     */
    public Decision retry(boolean planned, Instant now) {
        return switch (state) {
            case Ended(Outcome outcome)
            when outcome == Outcome.COMPLETED ->
                new Refused("its wiki is complete; to have it written again, order it with force or refresh");
            case Ended _ -> again(goingOn(planned), now);
            case Active _, Paused _ -> new Refused("it is not over");
        };
    }

    /**
     * A page that failed for good is tried again. In a job that is over the next run begins; one that is still at its pages only gets more
     * to do, and does not change.
     *
     * @param page where the page stands
     */
    public Decision retryPage(PageStatus page, Instant now) {
        if (state instanceof Ended(Outcome outcome) && outcome == Outcome.CANCELLED) {
            return new Refused("it was called off; retry the job");
        }
        if (page != PageStatus.PERMANENT_FAILED) {
            return new Refused("the page is " + words(page));
        }
        return switch (state) {
            case Ended(Outcome outcome) when outcome == Outcome.COMPLETED -> new Refused("its wiki is complete");
            case Ended _ -> again(new Running(Phase.PAGES), now);
            case Active _, Paused _ ->
                state.in(Phase.PAGES) ? new Accepted(this) : new Refused("its pages are not planned");
        };
    }

    /** It is forgotten, with its pages and its history; only what is over can be. It does not change before it goes. */
    public Decision delete() {
        return state.ended() ? new Accepted(this) : new Refused("it is not over; cancel it first");
    }

    private Active goingOn(boolean planned) {
        if (snapshot.isEmpty()) {
            return new Waiting();
        }
        return new Running(planned ? Phase.PAGES : Phase.PLAN);
    }

    private Decision again(Active from, Instant now) {
        return new Accepted(with(from, run + 1, "", times.reopenedAt(now)));
    }

    /** A result of this phase is taken, during a pause too. */
    private Decision after(Phase phase, Supplier<Decision> result) {
        return switch (state) {
            case Ended _ -> alreadyEnded();
            case Active _, Paused _ ->
                switch (state.active().orElseThrow()) {
                    case Running(Phase current) when current == phase -> result.get();
                    case Running(Phase current) -> outOfTurn(current);
                    case Waiting _ -> new Refused("it has not begun");
                };
        };
    }

    /** What a step leads to; a pause stays one. */
    private JobState inPlace(Active next) {
        return state instanceof Paused paused ? new Paused(next, paused.why()) : next;
    }

    private Decision moveTo(JobState next, Instant now) {
        return new Accepted(with(next, run, error, times.startedAt(now)));
    }

    private Decision end(Outcome outcome, String why, Instant now) {
        return new Accepted(with(new Ended(outcome), run, why, times.endedAt(now)));
    }

    private WikiJob with(JobState next, int nextRun, String why, Times when) {
        return new WikiJob(id, request, submitter, next, nextRun, snapshot, why, when, ceilings);
    }

    private static String words(PageStatus page) {
        return switch (page) {
            case PENDING -> "still to be written";
            case IN_PROGRESS -> "being written";
            case COMPLETED -> "written";
            case FAILED -> "tried again by itself";
            case PERMANENT_FAILED -> "given up";
        };
    }

    private static Decision outOfTurn(Phase phase) {
        return new Refused("it is in the phase " + phase);
    }

    private static Decision alreadyEnded() {
        return new Refused("it is over");
    }
}
