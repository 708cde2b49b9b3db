package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.ForgetOldJobs.Kept;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators do: switch the engine, keep the queue short, forget what is old, send watchers away. */
@Timeout(60)
class AdministrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Caller READER = new Caller("reader");
    private static final Duration DAY = Duration.ofDays(1);

    private final Workshop shop = new Workshop();

    @AfterEach
    void close() {
        shop.close();
    }

    private JobId submit(int pages) {
        WikiRequest request = new WikiRequest(
                Sources.REPOSITORY,
                Optional.empty(),
                Language.ENGLISH,
                WikiMode.COMPREHENSIVE,
                ScriptedModel.REF,
                Optional.of(pages),
                FileFilter.NONE);
        return shop.submit
                .submit(new Submission(request, Optional.empty(), false), READER)
                .job();
    }

    private WikiJob job(JobId id) {
        return shop.queries.find(id, READER).view().job();
    }

    private void cancelled(JobId id) {
        shop.control.cancel(id, READER);
    }

    @Test
    void a_paused_engine_takes_orders_and_begins_them_when_it_goes_on() throws Exception {
        shop.engine.pause();
        shop.engine.pause();
        shop.working();
        JobId id = submit(1);
        assertThat(shop.survey.now().pausedSince()).isPresent();
        assertThat(shop.survey.now().queue().ready()).isEqualTo(1);
        assertThat(job(id).times().started()).isEmpty();
        try (Feed<JobLine> feed = shop.follow.follow(id, OptionalLong.empty(), READER)) {
            feed.next(PATIENCE);
            assertThat(feed.next(Duration.ofMillis(100))).isEmpty();
            shop.engine.resume();
            shop.engine.resume();
            assertThat(feed.next(PATIENCE)).isPresent();
        }
        assertThat(shop.engine.pausedSince()).isEmpty();
    }

    @Test
    void the_survey_tells_of_providers_and_their_caps() {
        submit(1);
        SurveyEngine.Overview overview = shop.survey.now();
        assertThat(overview.queue().jobs()).isEqualTo(1);
        assertThat(overview.queue().mostJobs()).isEqualTo(Workshop.QUEUE_LIMIT);
        assertThat(overview.providers()).extracting(SurveyEngine.Provider::id).containsExactly("scripted", "absent");
        assertThat(overview.providers().getLast().requires()).contains("ABSENT_KEY");
        assertThat(overview.providers().getFirst().most()).isEqualTo(16);
    }

    @Test
    void no_more_jobs_are_taken_than_may_wait_or_run() {
        for (int pages = 1; pages <= Workshop.QUEUE_LIMIT; pages++) {
            submit(pages);
        }
        assertThat(submit(1)).as("a job that is there already").isNotNull();
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> submit(9))
                .satisfies(e -> assertThat(e.failure())
                        .isInstanceOfSatisfying(
                                TooMany.class,
                                refused -> assertThat(refused.retryAfter()).isPositive()));
        assertThat(shop.survey.now().queue().jobs()).isEqualTo(Workshop.QUEUE_LIMIT);
        cancelled(submit(1));
        assertThat(submit(9)).isNotNull();
    }

    @Test
    void what_is_over_or_paused_finds_no_place_in_a_full_queue_either() {
        JobId over = submit(8);
        cancelled(over);
        JobId paused = submit(9);
        shop.control.pause(paused, READER);
        for (int pages = 1; pages <= Workshop.QUEUE_LIMIT; pages++) {
            submit(pages);
        }
        assertFull(() -> shop.control.retry(over, Optional.empty(), READER));
        assertFull(() -> shop.control.resume(paused, READER));
        assertThat(job(over).state().ended()).isTrue();
        assertThat(job(paused).state().paused()).isTrue();
        JobId first = submit(1);
        shop.control.resume(first, READER); // which changes nothing
        cancelled(first);
        shop.control.resume(paused, READER);
        assertThat(shop.survey.now().queue().jobs()).isEqualTo(Workshop.QUEUE_LIMIT);
        cancelled(paused);
        shop.control.retry(over, Optional.empty(), READER);
        assertThat(job(over).run()).isEqualTo(2);
    }

    private static void assertFull(ThrowingCallable command) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(command)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(TooMany.class));
    }

    @Test
    void old_jobs_lose_their_history_first_and_then_go() {
        JobId old = submit(1);
        cancelled(old);
        ForgetOldJobs forgetting = new ForgetOldJobs(
                shop.database.jobs().old(),
                shop.database.jobs().board(),
                shop.database.transactions(),
                new Kept(Optional.of(DAY.multipliedBy(90)), Optional.of(DAY.multipliedBy(30))),
                shop.clock);
        forgetting.now();
        assertThat(shop.jobs.events().after(old, 0, 9)).hasSize(2);
        shop.clock.forward(DAY.multipliedBy(31));
        forgetting.now();
        assertThat(shop.jobs.events().after(old, 0, 9)).hasSize(1);
        shop.clock.forward(DAY.multipliedBy(60));
        forgetting.now();
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> job(old));
    }

    @Test
    void what_is_kept_for_ever_is_never_forgotten() {
        JobId old = submit(1);
        cancelled(old);
        shop.clock.forward(DAY.multipliedBy(9999));
        new ForgetOldJobs(
                        shop.database.jobs().old(),
                        shop.database.jobs().board(),
                        shop.database.transactions(),
                        new Kept(Optional.empty(), Optional.empty()),
                        shop.clock)
                .now();
        assertThat(shop.jobs.events().after(old, 0, 9)).hasSize(2);
    }

    @Test
    void a_watcher_that_missed_more_than_is_kept_is_told_the_state_and_goes_on_from_there() throws Exception {
        JobId id = submit(1);
        cancelled(id);
        shop.clock.forward(DAY);
        shop.database.jobs().old().forgetEvents(shop.clock.instant(), 9);
        try (Feed<JobLine> feed = shop.follow.follow(id, OptionalLong.of(0), READER)) {
            assertThat(feed.next(PATIENCE).map(JobLine::event).map(JobEvent::seq))
                    .contains(2L);
            assertThat(feed.ended()).isTrue();
        }
        try (Feed<JobLine> feed = shop.follow.follow(id, OptionalLong.of(1), READER)) {
            assertThat(feed.next(PATIENCE).map(JobLine::event).map(JobEvent::seq))
                    .contains(1L);
            assertThat(feed.next(PATIENCE).map(JobLine::event).map(JobEvent::seq))
                    .contains(2L);
        }
    }

    @Test
    void a_draining_instance_sends_its_watchers_away_at_once() throws Exception {
        JobId id = submit(1);
        try (Feed<JobLine> waiting = shop.follow.follow(id, OptionalLong.empty(), READER)) {
            waiting.next(PATIENCE);
            var next = CompletableFuture.supplyAsync(() -> next(waiting));
            shop.follow.drain();
            assertThat(next.get(5, TimeUnit.SECONDS)).isEmpty();
            assertThat(waiting.ended()).isFalse();
            assertThat(shop.follow.draining()).isTrue();
        }
        try (Feed<JobLine> late = shop.follow.follow(id, OptionalLong.empty(), READER)) {
            assertThat(late.next(PATIENCE)).isPresent();
            assertThat(late.next(PATIENCE)).isEmpty();
        }
    }

    private static Optional<JobLine> next(Feed<JobLine> feed) {
        try {
            return feed.next(PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lines_and_jobs_tell_the_time_left_once_three_pages_are_done() throws Exception {
        JobId id = submit(1);
        writing(id, 30);
        assertThat(shop.queries.find(id, READER).view().left()).isEmpty();
        for (int done = 1; done <= 3; done++) {
            shop.clock.forward(Duration.ofSeconds(10));
            append(id, new Progress(30, done, 0));
        }
        assertThat(shop.queries.find(id, READER).view().left())
                .hasValueSatisfying(left -> assertThat(Duration.ofSeconds(270)).isBetween(left.least(), left.most()));
        try (Feed<JobLine> feed = shop.follow.follow(id, OptionalLong.empty(), READER)) {
            assertThat(feed.next(PATIENCE).flatMap(JobLine::left))
                    .isEqualTo(shop.queries.find(id, READER).view().left());
        }
    }

    private void writing(JobId id, int pages) {
        shop.database.transactions().inTransaction(() -> {
            WikiJob job = shop.jobs.jobs().lock(id).orElseThrow();
            WikiJob writing = new WikiJob(
                    id,
                    job.request(),
                    job.submitter(),
                    new Running(Phase.PAGES),
                    job.run(),
                    job.snapshot(),
                    job.error(),
                    job.times(),
                    job.ceilings());
            shop.jobs.jobs().save(job, writing);
        });
        append(id, new Progress(pages, 0, 0));
    }

    private void append(JobId id, Progress progress) {
        shop.database.transactions().inTransaction(() -> {
            WikiJob job = shop.jobs.jobs().lock(id).orElseThrow();
            shop.jobs.events().append(job, progress, Happening.of("A page."), shop.clock.instant());
        });
    }
}
