package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are steered on one instance while their pages are written on both. */
class SteeredJobsE2e {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/api/wiki/jobs";

    @TempDir
    Path folder;

    /** Whether pages are written to their end. */
    private volatile boolean writes;

    private final List<Call> begun = new CopyOnWriteArrayList<>();

    private TalkingModel model;
    private TwoInstances service;

    @BeforeEach
    void start() throws Exception {
        model = new TalkingModel(this::answer);
        service = new TwoInstances(folder, model.url())
                .with("DEEPWIKI_PAGE_CONCURRENCY", "4")
                .with("DEEPWIKI_JOBS_WORKERS", "2")
                .with("DEEPWIKI_JOBS_LEASE", "10m") // whatever is not handed back stays where it is
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        model.close();
    }

    private void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains("You plan a wiki")) {
            call.say(SmallProject.PLAN);
        } else {
            call.say("# A page\n\nIt is ");
            begun.add(call);
            while (!writes) {
                if (call.pause(LOOK)) {
                    return;
                }
            }
            call.say("there.\n");
        }
        call.finish();
    }

    @Test
    void a_job_that_is_called_off_elsewhere_is_over_at_once_and_its_calls_are_closed_within_a_second()
            throws Exception {
        String job = ordered();
        URI elsewhere = service.all().getLast().url();
        long asked = System.nanoTime();
        assertThat(service.send(service.request(elsewhere, JOBS + "/" + job).DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(elsewhere, job)).isEqualTo("cancelled");
        Await.that("the calls are closed", LONG, () -> model.open() == 0);
        assertThat(begun)
                .hasSize(4)
                .allSatisfy(call -> assertThat(Duration.ofNanos(call.closedAt() - asked))
                        .isLessThanOrEqualTo(Duration.ofSeconds(1)));
        assertThat(post(elsewhere, job, "/pause").statusCode()).isEqualTo(409);

        writes = true;
        assertThat(post(elsewhere, job, "/retry").statusCode()).isEqualTo(200);
        Await.that("completed", LONG, () -> status(elsewhere, job).equals("completed"));
        assertThat(model.calls("You plan a wiki")).hasSize(1);
    }

    @Test
    void an_instance_that_stops_hands_its_pages_to_the_other_untried_and_is_gone_in_time() throws Exception {
        String job = ordered();
        Instance leaving = service.all().getFirst();
        URI staying = service.all().getLast().url();
        leaving.running().process().destroy();
        assertThat(leaving.running().process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        writes = true;
        Await.that("completed", LONG, () -> status(staying, job).equals("completed"));
        assertThat(pages(staying, job))
                .hasSize(begun.size() - 2) // those that were handed over were begun twice
                .allSatisfy(
                        page -> assertThat(page.path("retry_count").intValue()).isZero());
    }

    /** A job of whose pages each instance writes two, and not to their end. */
    private String ordered() throws Exception {
        URI first = service.all().getFirst().url();
        String body = "{\"repo_url\":\"" + service.project() + "\",\"provider\":\"openai\"}";
        String job = JSON.readTree(service.send(service.post(first, JOBS, body)).body())
                .path("job_id")
                .textValue();
        Await.that("pages are being written", LONG, () -> begun.size() == 4);
        return job;
    }

    private String status(URI instance, String job) throws Exception {
        return details(instance, job).path("job").path("status").textValue();
    }

    private List<JsonNode> pages(URI instance, String job) throws Exception {
        return StreamSupport.stream(details(instance, job).path("pages").spliterator(), false)
                .toList();
    }

    private JsonNode details(URI instance, String job) throws Exception {
        return JSON.readTree(
                service.send(service.request(instance, JOBS + "/" + job).GET()).body());
    }

    private HttpResponse<String> post(URI instance, String job, String command) throws Exception {
        return service.send(
                service.request(instance, JOBS + "/" + job + command).POST(BodyPublishers.noBody()));
    }
}
