package io.deepwiki.application.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.llm.Language;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work follows work by hints: nobody waits until the table is looked at without one, which is every 2 s. */
@Timeout(60)
class EnginePaceTest {
    private static final Caller READER = new Caller("reader");
    private static final int PAGES = 12;
    private static final String PLAN = "TITLE: The rocket\nDESCRIPTION: It flies.\nSECTION: All\n"
            + IntStream.range(0, PAGES)
                    .mapToObj(page -> "PAGE: Part " + page + "\nABOUT: It is there\nFILES: README.md\n")
                    .collect(Collectors.joining());

    @ParameterizedTest
    @CsvSource({"1, 64", "2, 64", "64, 1", "64, 2", "3, 3"})
    void pages_follow_each_other_at_once_whatever_bounds_them(int workers, int perJob) throws Exception {
        try (Workshop shop = new Workshop()) {
            shop.source.with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
            shop.model.answers((prompt, sink) ->
                    sink.accept(prompt.task() instanceof Prompt.Page page ? "# " + page.title() + "\n" : PLAN));
            JobSettings settings = new JobSettings(
                    new Caps(perJob, 100, Map.of()),
                    workers,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    RetryPolicy.STANDARD);
            JobId job = shop.submit
                    .submit(
                            new Submission(
                                    Workshop.wiki(Language.ENGLISH),
                                    Optional.empty(),
                                    Writing.IF_NEEDED,
                                    Ceilings.NONE),
                            READER)
                    .job();
            long begun = System.nanoTime();
            try (JobWorker worker = new JobWorker(
                    shop.jobs,
                    shop.making,
                    settings,
                    new Stamps(shop.clock, UUID::randomUUID),
                    new JobWorker.Outside(
                            new InstanceId(new UUID(0, 1)), Thread.ofVirtual().factory(), () -> 0.0))) {
                worker.start();
                assertThat(end(shop, job)).isEqualTo(new JobState.Ended(Outcome.COMPLETED));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(PAGES));
        }
    }

    private static JobState end(Workshop shop, JobId job) throws InterruptedException {
        try (Feed<JobLine> feed = shop.follow.follow(job, OptionalLong.empty(), READER)) {
            Optional<JobLine> last = Optional.empty();
            while (!feed.ended()) {
                last = feed.next(Duration.ofSeconds(20));
            }
            return last.orElseThrow().event().state();
        }
    }
}
