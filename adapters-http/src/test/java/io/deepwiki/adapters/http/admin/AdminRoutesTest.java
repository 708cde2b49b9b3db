package io.deepwiki.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AdminRoutesTest {
    private static final String ADMIN = "/api/admin";

    private final ApiFixture api = new ApiFixture();
    private final CountDownLatch reading = new CountDownLatch(1);

    @AfterEach
    void close() {
        reading.countDown();
        api.close();
    }

    @Test
    void the_overview_of_an_idle_engine_is_empty_and_complete() throws Exception {
        assertThat(api.get(ADMIN + "/overview").body())
                .contains(
                        "\"engine\":{\"paused\":false,\"paused_since\":null}",
                        "\"queue\":{\"ready\":0,\"later\":0,\"running\":0,\"oldest_ready_at\":null,\"open_jobs\":0,\"open_jobs_limit\":5}",
                        "\"running\":[]",
                        "{\"id\":\"absent\",\"name\":\"Absent\",\"configured\":false,\"requires\":\"ABSENT_KEY\",\"running\":0,\"running_limit\":16}");
    }

    @Test
    void the_overview_shows_what_waits_and_then_who_works_on_it() throws Exception {
        api.shop.source.readOnceOpen(reading);
        String job = api.order();
        assertThat(api.get(ADMIN + "/overview").body())
                .contains("\"ready\":1", "\"open_jobs\":1")
                .containsPattern("\"oldest_ready_at\":\"20\\d\\d-");
        api.shop.working();
        String running = awaited("\"running\":1,\"oldest_ready_at\""); // the queue is counted first
        assertThat(running)
                .contains("\"kind\":\"index\"", "\"job_id\":\"" + job, "\"provider\":null", "\"alive\":true");
        String holder = ApiFixture.found(running, "\"instance\":\"([^\"]+)\"");
        assertThat(running).contains("\"instances\":[{\"id\":\"" + holder);
    }

    private String awaited(String what) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String body = api.get(ADMIN + "/overview").body();
        while (!body.contains(what) && System.nanoTime() < deadline) {
            body = api.get(ADMIN + "/overview").body();
        }
        return body;
    }

    @Test
    void the_engine_is_paused_and_goes_on_however_often_it_is_told() throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(api.post(ADMIN + "/engine/pause", "").body())
                    .contains("\"message\":", "\"paused\":true")
                    .containsPattern("\"paused_since\":\"20\\d\\d-");
        }
        assertThat(api.get(ADMIN + "/overview").body()).contains("\"engine\":{\"paused\":true");
        for (int time = 0; time < 2; time++) {
            assertThat(api.post(ADMIN + "/engine/resume", "").body()).contains("\"paused\":false");
        }
    }

    @Test
    void a_setting_tells_where_it_comes_from_and_a_secret_only_that_it_is_set() throws Exception {
        assertThat(api.get(ADMIN + "/settings").body())
                .isEqualTo(
                        "{\"settings\":[{\"key\":\"deepwiki.http.port\",\"variable\":\"PORT\",\"value\":\"8001\",\"source\":\"default\",\"secret\":false},"
                                + "{\"key\":\"deepwiki.openai.api-key\",\"variable\":\"OPENAI_API_KEY\",\"value\":\"set\",\"source\":\"environment\",\"secret\":true}]}");
    }

    @Test
    void a_provider_that_answers_is_fine() throws Exception {
        assertThat(api.post(ADMIN + "/providers/scripted/test", "").body())
                .matches("\\{\"ok\":true,\"passing\":false,\"latency_ms\":\\d+,\"model\":\"one\"}");
    }

    @Test
    void a_provider_that_fails_tells_why_and_what_to_look_at() throws Exception {
        api.shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.BadCredentials("SCRIPTED_KEY"));
        });
        HttpResponse<String> response = api.post(ADMIN + "/providers/scripted/test", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"ok\":false", "refuses the key in SCRIPTED_KEY", "Look at the settings.");
    }

    @Test
    void a_provider_that_is_not_configured_tells_what_it_needs() throws Exception {
        assertThat(api.post(ADMIN + "/providers/absent/test", "").body())
                .isEqualTo(
                        "{\"ok\":false,\"passing\":false,\"latency_ms\":0,\"error\":\"The provider absent is not configured. Set ABSENT_KEY and start again.\"}");
    }

    @Test
    void an_unknown_provider_is_404_and_names_the_known_ones() throws Exception {
        HttpResponse<String> response = api.post(ADMIN + "/providers/nobody/test", "");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("scripted, absent");
    }

    @ParameterizedTest
    @CsvSource({"/overview", "/settings"})
    void nothing_is_shown_without_a_key(String path) throws Exception {
        assertThat(api.send(api.api(ADMIN + path).setHeader("X-API-Key", "wrong"))
                        .statusCode())
                .isEqualTo(401);
    }
}
