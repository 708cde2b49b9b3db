package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance that writes pages and does not reach the database any more, while another one does. */
class CutOffInstanceE2e {
    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofSeconds(3);

    /** If the network fails in the middle of a transaction, others wait until the server gives that up, after 5 s. */
    private static final Duration TAKEN_OVER = LEASE.plusSeconds(10);

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String JOBS = "/api/wiki/jobs";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /** The pages that are being written, in the order of their beginning. */
    private final List<Call> begun = new CopyOnWriteArrayList<>();

    /** Whether pages are written to their end. */
    private volatile boolean writes;

    private TalkingModel model;
    private OwnPostgres database;
    private Cable cable;
    private TwoInstances instances;

    @BeforeEach
    void start() throws Exception {
        model = new TalkingModel(this::answer);
        database = new OwnPostgres(folder.resolve("pg"));
        cable = new Cable(database.port());
        instances = database.under(new TwoInstances(folder, model.url()), cable.port())
                .with("DEEPWIKI_JOBS_LEASE", LEASE.toSeconds() + "s")
                .with("DEEPWIKI_PAGE_CONCURRENCY", Integer.toString(AT_ONCE))
                .with("DEEPWIKI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    }

    @AfterEach
    void stop() throws IOException {
        instances.close();
        cable.close();
        database.close();
        model.close();
    }

    private void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains("You plan a wiki")) {
            call.say(SmallProject.PLAN);
        } else {
            begun.add(call);
            call.say("# A page\n\nIt is the " + begun.size() + ". that was begun.\n");
            while (!writes) {
                if (call.pause(LOOK)) {
                    return;
                }
            }
        }
        call.finish();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void its_pages_are_written_by_another_and_what_it_brings_later_is_refused(Cable.State broken) throws Exception {
        Instance cutOff = instances.add();
        WorkHistory history = WorkHistory.of(database);
        String job = ordered(cutOff);
        Instance other = database.under(instances).add();
        cable.become(broken);
        Await.that("all are begun by somebody else", TAKEN_OVER, () -> begun.size() == 2 * AT_ONCE);
        writes = true;
        Await.that(
                "completed",
                LONG,
                () -> details(other, job).path("job").path("status").asText().equals("completed"));
        cable.become(Cable.State.WHOLE);
        assertThat(cutOff.running().said("(event=lease_lost)")).isNotEmpty();
        Await.that("it is of use again", LONG, () -> ready(cutOff));
        assertThat(history.contents(job).values())
                .as("the texts that each page ever had")
                .hasSize(details(other, job).path("pages").size())
                .allSatisfy(texts -> assertThat(texts).hasSize(1));
    }

    private String ordered(Instance instance) throws Exception {
        String body = "{\"repo_url\":\"" + instances.project() + "\",\"provider\":\"openai\"}";
        String job = JSON.readTree(instances
                        .send(instances.post(instance.url(), JOBS, body))
                        .body())
                .path("job_id")
                .asText();
        Await.that("pages are being written", LONG, () -> begun.size() == AT_ONCE);
        return job;
    }

    private JsonNode details(Instance instance, String job) throws Exception {
        return JSON.readTree(instances
                .send(instances.request(instance.url(), JOBS + "/" + job))
                .body());
    }

    private boolean ready(Instance instance) throws Exception {
        return instances
                        .send(instances.request(instance.url(), "/health/ready"))
                        .statusCode()
                == 200;
    }
}
