package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.TwoInstances.Instance;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AdministrationE2e {
    private static final String JOBS = "/api/wiki/jobs";
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/v1");

    @TempDir
    Path folder;

    @Test
    void a_paused_engine_stays_paused_on_every_instance_and_a_stopping_one_sends_its_watchers_on() throws Exception {
        try (TwoInstances service = new TwoInstances(folder, NOBODY).start()) {
            Instance first = service.all().getFirst();
            URI second = service.all().getLast().url();
            assertThat(post(service, first.url(), "/api/admin/engine/pause").body())
                    .contains("\"paused\":true");
            String job = found(
                    service.send(service.post(second, JOBS, order(service))).body(), "\"job_id\":\"([^\"]+)\"");
            assertThat(get(service, second, "/api/admin/overview"))
                    .contains("\"engine\":{\"paused\":true", "\"ready\":1", "\"running\":[]")
                    .containsPattern("\"instances\":\\[\\{[^}]*\"alive\":true},\\{[^}]*\"alive\":true}]");
            try (Stream<String> lines = watched(service, first.url(), job, "")) {
                Iterator<String> told = lines.iterator();
                assertThat(told.next()).contains("\"status\":\"pending\"", "\"seq\":1,");
                first.running().process().destroy();
                assertThat(told.next()).isEqualTo("{\"draining\":true}");
                assertThat(told.hasNext()).isFalse();
            }
            first.running().process().onExit().join();
            URI third = service.add().url();
            assertThat(get(service, third, "/api/admin/overview")).contains("\"engine\":{\"paused\":true");
            assertThat(get(service, third, JOBS + "/" + job)).contains("\"status\":\"pending\"");
            post(service, third, "/api/admin/engine/resume");
            try (Stream<String> lines = watched(service, second, job, "?after=1")) {
                assertThat(lines.toList()).last().asString().contains("\"status\":\"completed\"");
            }
        }
    }

    @Test
    void settings_and_providers_are_shown_without_a_secret() throws Exception {
        try (TwoInstances service = new TwoInstances(folder, NOBODY)) {
            URI only = service.add().url();
            assertThat(get(service, only, "/api/admin/settings"))
                    .contains(
                            "\"variable\":\"OPENAI_API_KEY\",\"value\":\"set\",\"source\":\"environment\"",
                            "\"variable\":\"DEEPWIKI_JOBS_QUEUE_LIMIT\",\"value\":\"200\",\"source\":\"default\"")
                    .doesNotContain("sk-test");
            assertThat(post(service, only, "/api/admin/providers/builtin/test").body())
                    .contains("\"ok\":true");
            assertThat(post(service, only, "/api/admin/providers/openai/test").body())
                    .contains("\"ok\":false", "OPENAI_BASE_URL");
            assertThat(post(service, only, "/api/admin/providers/google/test").body())
                    .contains("\"ok\":false", "GOOGLE_API_KEY");
            assertThat(post(service, only, "/api/admin/providers/nobody/test").statusCode())
                    .isEqualTo(404);
        }
    }

    private static String order(TwoInstances service) {
        return "{\"repo_url\":\"" + service.project() + "\",\"provider\":\"builtin\",\"is_comprehensive\":false}";
    }

    private static Stream<String> watched(TwoInstances service, URI instance, String job, String query)
            throws Exception {
        var request = service.request(instance, JOBS + "/" + job + "/progress/stream" + query)
                .GET();
        return service.client().send(request.build(), BodyHandlers.ofLines()).body();
    }

    private static String get(TwoInstances service, URI instance, String path) throws Exception {
        return service.send(service.request(instance, path).GET()).body();
    }

    private static HttpResponse<String> post(TwoInstances service, URI instance, String path) throws Exception {
        return service.send(service.request(instance, path).POST(BodyPublishers.noBody()));
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
