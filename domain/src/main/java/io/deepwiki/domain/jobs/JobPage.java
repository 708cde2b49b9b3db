package io.deepwiki.domain.jobs;

import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a job, from its plan to its end.
 *
 * @param position its place in the wiki, from 0
 * @param section the slug of the section it stands in
 * @param written what was written; empty until it is completed
 */
public record JobPage(
        UUID id,
        JobId job,
        int position,
        PagePlan plan,
        String section,
        State state,
        Optional<WrittenPage> written,
        Times times) {
    /**
     * Where it stands.
     *
     * @param attempts how often it was tried and failed
     * @param lastError why it failed last; empty if it never did
     */
    public record State(PageStatus status, int attempts, String lastError) {}

    /** When it was planned, first worked on, and settled. */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> ended) {}

    /** A page that nobody has begun. */
    public static JobPage planned(UUID id, JobId job, int position, PagePlan plan, String section, Instant now) {
        State pending = new State(PageStatus.PENDING, 0, "");
        return new JobPage(
                id,
                job,
                position,
                plan,
                section,
                pending,
                Optional.empty(),
                new Times(now, Optional.empty(), Optional.empty()));
    }

    /**
     * Somebody begins to write it.
     *
     * @throws IllegalStateException if it is written or given up: what there is of it is not thrown away
     */
    public JobPage begun(Instant now) {
        if (state.status.settled()) {
            throw new IllegalStateException("the page " + plan.slug() + " is " + state.status);
        }
        Times begun = new Times(times.created, Optional.of(times.started.orElse(now)), Optional.empty());
        return with(new State(PageStatus.IN_PROGRESS, state.attempts, state.lastError), Optional.empty(), begun);
    }

    /** It is written. */
    public JobPage completed(WrittenPage what, Instant now) {
        return with(new State(PageStatus.COMPLETED, state.attempts, ""), Optional.of(what), ended(now));
    }

    /**
     * It could not be written.
     *
     * @param forGood it is not tried again
     */
    public JobPage failed(String why, boolean forGood, Instant now) {
        PageStatus status = forGood ? PageStatus.PERMANENT_FAILED : PageStatus.FAILED;
        return with(new State(status, state.attempts + 1, why), Optional.empty(), forGood ? ended(now) : times);
    }

    /** It is given up without being tried once more. */
    public JobPage givenUp(String why, Instant now) {
        return with(new State(PageStatus.PERMANENT_FAILED, state.attempts, why), Optional.empty(), ended(now));
    }

    /** It is not being written any more, and was not tried: it is to be written by somebody else, or later. */
    public JobPage putBack() {
        return with(new State(PageStatus.PENDING, state.attempts, state.lastError), Optional.empty(), times);
    }

    /** It is to be written, as if it had never been tried. */
    public JobPage reset() {
        Times fresh = new Times(times.created, Optional.empty(), Optional.empty());
        return with(new State(PageStatus.PENDING, 0, ""), Optional.empty(), fresh);
    }

    private Times ended(Instant now) {
        return new Times(times.created, times.started, Optional.of(now));
    }

    private JobPage with(State next, Optional<WrittenPage> what, Times when) {
        return new JobPage(id, job, position, plan, section, next, what, when);
    }
}
