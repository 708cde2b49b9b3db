package io.deepwiki.adapters.http.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.testing.Workshop;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JobRoutesTest {
    private static final String JOBS = "/api/wiki/jobs";
    private static final String UNKNOWN = JOBS + "/01900000-0000-7000-8000-00000000ffff";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void an_order_is_a_job_and_the_same_order_again_is_the_same_job() throws Exception {
        String body = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"excluded_dirs\":[\"docs\"]}";
        HttpResponse<String> first = api.post(JOBS, body);
        HttpResponse<String> second = api.post(JOBS, body);
        assertThat(first.body()).contains("\"existing\":false", "\"message\":");
        assertThat(second.body())
                .contains("\"existing\":true", ApiFixture.found(first.body(), "\"job_id\":\"([^\"]+)\""));
        HttpResponse<String> list = api.get(JOBS + "?owner=acme&repo=rocket&status=pending");
        assertThat(list.body())
                .contains("\"total\":1", "\"status\":\"pending\"", "\"error_message\":null", "\"time_left_ms\":null");
        assertThat(api.get(JOBS + "?status=completed").body()).isEqualTo("{\"jobs\":[],\"total\":0}");
    }

    @Test
    void what_a_job_and_its_wiki_were_ordered_with_can_be_ordered_again_just_so() throws Exception {
        String filters =
                "\"included_dirs\":[],\"included_files\":[\"**/*.java\",\"a,b\"],\"excluded_dirs\":[\"docs\"],\"excluded_files\":[]";
        String body = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"pages\":2,\"access_token\":\"geheim\","
                + "\"max_tokens\":70000,\"is_comprehensive\":false,\"language\":\"en\"," + filters + "}";
        String job = ApiFixture.found(api.post(JOBS, body).body(), "\"job_id\":\"([^\"]+)\"");
        String order = order(api.get(JOBS + "/" + job).body());
        assertThat(order)
                .contains(
                        "\"branch\":\"main\",\"language\":\"en\",\"is_comprehensive\":false", "\"pages\":2," + filters)
                .doesNotContain("geheim", "token", "70000");
        assertThat(api.post(JOBS, order).body()).contains("\"existing\":true", job);
        api.shop.working();
        assertThat(api.get(JOBS + "/" + job + "/progress/stream").body()).contains("\"completed\"");
        assertThat(order(api.get("/api/wikis").body())).isEqualTo(order);
        assertThat(order(api.get("/api/wikis/" + job).body())).isEqualTo(order);
        assertThat(api.post(JOBS, order).body()).contains("\"existing\":true", job, "Nothing has changed");
    }

    private static String order(String body) {
        return ApiFixture.found(body, "\"order\":(\\{[^}]+})");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', repo_url",
        "'{\"repo_url\":\"ext::sh\"}', repo_url",
        "'{\"repo_url\":\"https://h/o/r\",\"pages\":41}', pages",
        "'{\"repo_url\":\"https://h/o/r\",\"pages\":0}', pages",
        "'{\"repo_url\":\"https://h/o/r\",\"is_comprehensive\":\"yes\"}', is_comprehensive",
        "'{\"repo_url\":\"https://h/o/r\",\"max_tokens\":0}', max_tokens",
        "'{\"repo_url\":\"https://h/o/r\",\"max_tokens\":1.5}', max_tokens",
        "'{\"repo_url\":\"https://h/o/r\",\"max_cost\":0}', max_cost",
        "'{\"repo_url\":\"https://h/o/r\",\"max_cost\":-1}', max_cost",
        "'{\"repo_url\":\"https://h/o/r\",\"max_cost\":1e999}', max_cost",
        "'{\"repo_url\":\"https://h/o/r\",\"max_cost\":\"1\"}', max_cost",
        "'{\"repo_url\":\"https://h/o/r\",\"excluded_dirs\":[7]}', excluded_dirs",
        "'{\"repo_url\":\"https://h/o/r\",\"language\":\"xx\"}', language",
        "'{\"repo_url\":\"https://h/o/r\",\"repo_type\":\"cvs\"}', repo_type",
        "'{\"repo_url\":\"https://h/o/r\",\"refresh\":1}', refresh",
        "'{\"repo_url\":\"https://h/o/r\",\"refresh\":true,\"force\":true}', refresh"
    })
    void an_order_that_is_not_valid_is_422_and_names_the_field(String body, String field) throws Exception {
        HttpResponse<String> response = api.post(JOBS, body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void a_branch_that_there_cannot_be_is_looked_for_nowhere() throws Exception {
        HttpResponse<String> response =
                api.post(JOBS, "{\"repo_url\":\"" + ApiFixture.URL + "\",\"branch\":\"" + "x".repeat(90_000) + "\"}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"field\":\"branch\"", "must be the name of a branch")
                .hasSizeLessThan(1_000);
    }

    @Test
    void a_ceiling_of_cost_is_422_where_the_price_is_not_known() throws Exception {
        String body = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"max_tokens\":5000,\"max_cost\":0.25}";
        String job = ApiFixture.found(api.post(JOBS, body).body(), "\"job_id\":\"([^\"]+)\"");
        assertThat(api.get(JOBS + "/" + job).body()).contains("\"max_tokens\":5000", "\"max_cost\":0.25");
        api.shop.model.forgetPrice();
        HttpResponse<String> refused = api.post(JOBS, body);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"max_cost\"", "price_unknown", "use max_tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?status=unknown", "?limit=0", "?limit=101", "?limit=x", "?offset=-1", "?limit=99999999999999"})
    void a_list_that_cannot_be_is_422(String query) throws Exception {
        assertThat(api.get(JOBS + query).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, UNKNOWN + "/token-summary", UNKNOWN + "/progress/stream", JOBS + "/no-id"})
    void a_job_that_is_not_there_is_404(String path) throws Exception {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"request_id\":\"");
    }

    @Test
    void a_refresh_tells_what_it_comes_to() throws Exception {
        api.wiki();
        String body = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"refresh\":true,\"force\":false}";
        assertThat(api.post(JOBS, body).body()).contains("\"existing\":true", "Nothing has changed");
        api.shop
                .source
                .with("src/main/Engine.java", "class Engine {\n    void idle() {}\n}\n")
                .commit();
        assertThat(api.post(JOBS, body).body()).contains("\"existing\":false", "The wiki is being refreshed.");
        assertThat(api.get("/api/wikis").body()).contains("\"stale\":true");
    }

    @Test
    void a_job_is_cancelled_once() throws Exception {
        String job = JOBS + "/" + api.order();
        assertThat(api.delete(job).statusCode()).isEqualTo(200);
        assertThat(api.get(job).body()).contains("\"status\":\"cancelled\"", "\"wiki_structure\":null");
        HttpResponse<String> again = api.delete(job);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("cancelled");
        assertThat(api.delete(UNKNOWN).statusCode()).isEqualTo(404);
    }

    @Test
    void a_finished_job_has_its_plan_its_pages_and_its_tokens() throws Exception {
        api.wiki();
        String id = ApiFixture.found(api.get(JOBS).body(), "\"id\":\"([^\"]+)\"");
        assertThat(api.get(JOBS + "/" + id).body())
                .contains(
                        "\"status\":\"completed\"",
                        "\"progress_percent\":100",
                        "\"completed_pages\":2",
                        "\"page_id\":\"engine\"",
                        "\"rootSections\":[")
                .contains("\"last_error\":null");
        assertThat(api.get(JOBS + "/" + id + "/token-summary").body())
                .contains("\"provider_total_tokens\":45,\"estimated\":false,\"cost_usd\":0.00021");
        assertThat(api.get(JOBS + "/" + id).body())
                .contains(
                        "\"total_tokens_used\":45",
                        "\"tokens_used\":15,\"tokens_estimated\":false,\"cost_usd\":0.00007");
        assertThat(api.get(JOBS + "/" + id + "/progress/stream").body())
                .contains("\"token_summary\":{\"chunking_total_tokens\":", "\"provider_total_tokens\":45");
    }

    @Test
    void progress_begins_with_the_state_shows_life_and_closes_behind_the_end() throws Exception {
        String job = api.order();
        try (Socket reader = api.sent(following(job, "?heartbeat=1"));
                BufferedReader in = new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8))) {
            var lines = in.lines().filter(line -> line.startsWith("{")).iterator();
            assertThat(lines.next()).contains("\"job_id\":\"" + job, "\"status\":\"pending\"", "\"seq\":1");
            assertThat(lines.next()).isEqualTo("{\"heartbeat\":true}");
            api.shop.working();
            long seq = 1;
            String last = "";
            while (lines.hasNext()) {
                String line = lines.next();
                if (!line.contains("heartbeat")) {
                    assertThat(line).contains("\"seq\":" + ++seq + ",");
                    last = line;
                }
            }
            assertThat(last).contains("\"status\":\"completed\"", "\"progress_percent\":100");
            assertThat(reader.getInputStream().read()).isNegative();
        }
    }

    @Test
    void progress_after_a_line_tells_the_later_ones_again() throws Exception {
        api.wiki();
        String id = ApiFixture.found(api.get(JOBS).body(), "\"id\":\"([^\"]+)\"");
        List<String> lines = api.get(JOBS + "/" + id + "/progress/stream?after=2")
                .body()
                .lines()
                .toList();
        assertThat(lines.getFirst()).contains("\"seq\":2,", "\"status\":\"completed\"");
        assertThat(lines.get(1)).contains("\"seq\":3,");
        assertThat(lines.getLast()).contains("\"status\":\"completed\"");
        assertThat(api.get(JOBS + "/" + id + "/progress/stream?after=x").statusCode())
                .isEqualTo(422);
        assertThat(api.get(JOBS + "/" + id + "/progress/stream").body().lines()).hasSize(1);
    }

    @Test
    void more_jobs_than_may_wait_or_run_are_429_and_tell_when_to_come_back() throws Exception {
        String order = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"pages\":%d}";
        for (int pages = 1; pages <= Workshop.QUEUE_LIMIT; pages++) {
            assertThat(api.post(JOBS, order.formatted(pages)).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = api.post(JOBS, order.formatted(40));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(refused.body()).contains("\"code\":\"too_many_requests\"");
        assertThat(api.post(JOBS, order.formatted(1)).body()).contains("\"existing\":true");
    }

    @Test
    void a_watcher_is_told_to_come_back_when_the_service_is_about_to_stop() throws Exception {
        String job = api.order();
        try (Socket reader = api.sent(following(job, "?heartbeat=30"));
                BufferedReader in = new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8))) {
            var lines = in.lines().filter(line -> line.startsWith("{")).iterator();
            assertThat(lines.next()).contains("\"seq\":1");
            api.shop.follow.drain();
            assertThat(lines.next()).isEqualTo("{\"draining\":true}");
            assertThat(lines.hasNext()).isFalse();
        }
        assertThat(api.get(JOBS + "/" + job + "/progress/stream").body().lines())
                .hasSize(2)
                .last()
                .isEqualTo("{\"draining\":true}");
    }

    private static String following(String job, String query) {
        return "GET " + JOBS + "/" + job + "/progress/stream" + query + " HTTP/1.1\r\nHost: h\r\nX-API-Key: "
                + ApiFixture.KEY + "\r\n\r\n";
    }
}
