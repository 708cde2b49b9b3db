package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.llm.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people can do with a job that runs. */
@Timeout(60)
class JobSteeringTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> TITLES = List.of("Engine", "Tank", "Nose", "Fins");

    private final Workshop shop = new Workshop();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore goOn = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final ConcurrentMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    /** Pages are written one permit each; what is interrupted says so. */
    @BeforeEach
    void fill() {
        shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
        shop.model.answers((prompt, sink) -> {
            if (prompt.task() instanceof Prompt.Page page) {
                calls.computeIfAbsent(page.title(), _ -> new AtomicInteger()).incrementAndGet();
                begun.release();
                waitFor(goOn);
                sink.accept("# " + page.title() + "\n\nIt flies.\n");
            } else {
                sink.accept(plan());
            }
        });
    }

    private static String plan() {
        StringBuilder plan = new StringBuilder("TITLE: The rocket\nDESCRIPTION: It flies.\nSECTION: All\n");
        TITLES.forEach(title -> plan.append("PAGE: ").append(title).append("\nABOUT: It is there\nFILES: README.md\n"));
        return plan.toString();
    }

    private void waitFor(Semaphore permits) {
        try {
            permits.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped.release();
            throw new ReaderGone();
        }
    }

    @AfterEach
    void close() {
        goOn.release(1000);
        shop.close();
    }

    @Test
    void during_a_pause_what_was_begun_ends_and_nothing_begins() throws Exception {
        JobId job = submit();
        begun.acquire(2);
        shop.control.pause(job, READER);
        goOn.release(2);
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            until(feed, event -> event.progress().completed() == 2);
        }
        assertThat(begun.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(statuses(job))
                .containsExactlyInAnyOrder(
                        PageStatus.COMPLETED, PageStatus.COMPLETED, PageStatus.PENDING, PageStatus.PENDING);
        assertThat(shop.queries.find(job, READER).view().percent()).isEqualTo(57);
        shop.control.resume(job, READER);
        goOn.release(2);
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
        assertThat(calls.values()).allSatisfy(times -> assertThat(times).hasValue(1));
    }

    @Test
    void what_goes_on_for_too_long_during_a_pause_is_handed_back_untried() throws Exception {
        JobId job = submit();
        begun.acquire(2);
        shop.control.pause(job, READER);
        shop.clock.forward(Duration.ofSeconds(61));
        assertThat(stopped.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            until(feed, event -> statuses(job).stream().allMatch(PageStatus.PENDING::equals));
        }
        assertThat(shop.database.jobs().queue().items())
                .hasSize(4)
                .allSatisfy(item -> assertThat(item.attempt() + item.crashes()).isZero());
        shop.control.resume(job, READER);
        goOn.release(4);
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void a_job_that_is_called_off_stops_its_calls_at_once_and_leaves_no_page_half_written() throws Exception {
        JobId job = submit();
        begun.acquire(2);
        shop.control.cancel(job, READER);
        assertThat(stopped.tryAcquire(2, 1, TimeUnit.SECONDS)).isTrue();
        assertThat(outcome(job)).isEqualTo(Outcome.CANCELLED);
        assertThat(statuses(job)).containsOnly(PageStatus.PENDING);
        assertThat(shop.database.jobs().queue().items()).isEmpty();
    }

    @Test
    void a_job_that_is_tried_again_goes_on_from_what_is_done_and_its_watchers_see_the_next_run() throws Exception {
        JobId job = submit();
        begun.acquire(2);
        goOn.release(1);
        begun.acquire(1);
        shop.control.cancel(job, READER);
        assertThat(stopped.tryAcquire(2, 10, TimeUnit.SECONDS))
                .isTrue(); // or they would take what is meant for the next run
        List<JobEvent> before = shop.jobs.events().after(job, 0, 1000);
        shop.control.retry(job, Optional.empty(), READER);
        goOn.release(3);
        List<JobEvent> events = new ArrayList<>();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            while (!feed.ended()) {
                feed.next(PATIENCE).map(JobLine::event).ifPresent(events::add);
            }
        }
        assertThat(events.getLast().state()).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
        assertThat(events.stream().skip(1).map(JobEvent::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size() - 1).boxed().toList());
        assertThat(events.get(before.size() + 1).run()).isEqualTo(2);
        assertThat(events.get(before.size() + 1).percent()).isEqualTo(36);
        assertThat(calls.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(6); // two were stopped
        assertThat(shop.wikis.list(READER)).hasSize(1);
    }

    @Test
    void a_page_that_is_tried_again_completes_the_wiki() throws Exception {
        goOn.release(1000);
        AtomicInteger refusals = new AtomicInteger(1);
        shop.model.answers((prompt, sink) -> {
            if (prompt.task() instanceof Prompt.Page page
                    && page.title().equals("Tank")
                    && refusals.getAndDecrement() > 0) {
                throw new ModelException(new ModelFailure.Filtered());
            }
            sink.accept(prompt.task() instanceof Prompt.Page page ? "# " + page.title() : plan());
        });
        JobId job = submit();
        assertThat(outcome(job)).isEqualTo(Outcome.PARTIALLY_COMPLETED);
        assertThat(shop.wikis.list(READER).getFirst().wiki().outline().pages()).hasSize(3);
        shop.control.retryPage(job, "tank", Optional.empty(), READER);
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.wikis.list(READER).getFirst().wiki().outline().pages()).hasSize(4);
        assertThat(shop.queries.find(job, READER).view().job().run()).isEqualTo(2);
    }

    @Test
    void a_page_that_is_tried_again_while_the_others_are_written_is_part_of_the_same_run() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        shop.model.answers((prompt, sink) -> {
            if (prompt.task() instanceof Prompt.Page page) {
                if (page.title().equals("Engine") && refused.getCount() > 0) {
                    refused.countDown();
                    throw new ModelException(new ModelFailure.Filtered());
                }
                waitFor(goOn);
                sink.accept("# " + page.title());
            } else {
                sink.accept(plan());
            }
        });
        JobId job = submit();
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            until(feed, event -> event.progress().failed() == 1);
            shop.control.retryPage(job, "engine", Optional.empty(), READER);
            JobEvent again = until(feed, event -> event.what().message().contains("tried again"));
            assertThat(again.run()).isEqualTo(1);
            assertThat(again.percent()).isEqualTo(36);
            assertThat(again.state()).isEqualTo(new JobState.Running(Phase.PAGES));
        }
        goOn.release(4);
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void a_job_that_is_deleted_ends_its_watchers_and_leaves_its_wiki() throws Exception {
        goOn.release(1000);
        JobId job = submit();
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.of(0), READER)) {
            assertThat(feed.next(PATIENCE)).isPresent();
            shop.control.delete(job, READER);
            while (!feed.ended()) {
                feed.next(PATIENCE);
            }
        }
        assertThat(shop.wikis.list(READER)).hasSize(1);
        assertThat(shop.jobs.events().last(job)).isEmpty();
    }

    @Test
    void a_private_repository_needs_its_token_again_when_it_has_to_be_read_again() throws Exception {
        goOn.release(1000);
        shop.source.wantToken("open sesame");
        Submission submission =
                new Submission(Workshop.wiki(Language.ENGLISH), Optional.of(new Secret("open sesame")), false);
        JobId job = shop.submit.submit(submission, READER).job();
        shop.control.cancel(job, READER);
        assertThat(shop.jobs.jobs().token(job)).isEmpty();
        shop.control.retry(job, Optional.of(new Secret("open sesame")), READER);
        shop.working();
        assertThat(outcome(job)).isEqualTo(Outcome.COMPLETED);
    }

    private JobId submit() {
        shop.working();
        return shop.submit
                .submit(new Submission(Workshop.wiki(Language.ENGLISH), Optional.empty(), false), READER)
                .job();
    }

    private List<PageStatus> statuses(JobId job) {
        return shop.queries.find(job, READER).pages().stream()
                .map(page -> page.state().status())
                .toList();
    }

    private Outcome outcome(JobId job) throws InterruptedException {
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.empty(), READER)) {
            JobEvent end = until(feed, _ -> feed.ended());
            return ((JobState.Ended) end.state()).outcome();
        }
    }

    private static JobEvent until(Feed<JobLine> feed, Predicate<JobEvent> wanted) throws InterruptedException {
        while (true) {
            Optional<JobEvent> event = feed.next(PATIENCE).map(JobLine::event);
            assertThat(event).as("something happens within " + PATIENCE).isPresent();
            if (wanted.test(event.orElseThrow())) {
                return event.get();
            }
        }
    }
}
