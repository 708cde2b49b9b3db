package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Installation.Outcome;
import io.deepwiki.e2e.Installation.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class WebUiE2e {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final Pattern ASSET = Pattern.compile("assets/[\\w.-]+\\.(?:js|css)");
    private static final Set<String> READABLE = Set.of(
            "/",
            "/api/wikis",
            "/api/admin/settings",
            "/api/admin/overview",
            "/api/models/config",
            "/api/wiki/jobs",
            "/health");

    @TempDir
    Path folder;

    @Test
    void the_ui_comes_with_the_product_and_reaches_the_api_in_this_process_and_in_one_of_its_own() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            Outcome made = product.run(project, "wiki", ".").succeeded();
            URI web = product.service().web();
            assertThat(made.out().lines().toList().getLast()).matches("Read it: " + web + "/wiki/[0-9a-f-]{36}");
            page(web);
            assertThat(get(web, "/api/wikis").body()).contains("\"title\":");
            String question = "{\"repo_url\":\"" + project
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"What does the shop do?\"}]}";
            HttpResponse<String> answer = post(web, "/api/chat/stream", question);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("shop");
            String log = Files.readString(folder.resolve("home/data/logs/deepwiki.log"));
            assertThat(log + answer.headers().map()).doesNotContain(product.key());
            assertNowhere(product.key(), web);
            behindACode(product);
        }
    }

    private static void behindACode(Installation product) throws Exception {
        product.with("SERVER_BASE_URL", product.service().url().toString())
                .with("DEEPWIKI_FRONTEND_API_KEY", product.key())
                .with("DEEPWIKI_BIND", "0.0.0.0")
                .with("DEEPWIKI_AUTH_CODE", "open sesame")
                .with("DEEPWIKI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        try (Running alone = product.start("web")) {
            URI web = URI.create("http://127.0.0.1:" + alone.said("event=web_ready port=(\\d+)"));
            page(web);
            assertThat(get(web, "/api/wikis").statusCode()).isEqualTo(401);
            String session = post(web, "/api/auth/validate", "{\"code\":\"open sesame\"}")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            HttpResponse<String> wikis = send(HttpRequest.newBuilder(web.resolve("/api/wikis"))
                    .header("Cookie", session.replaceFirst(";.*", "")));
            assertThat(wikis.body()).contains("\"title\":");
            assertThat(Files.readString(alone.words())).doesNotContain(product.key(), "sesame");
        } finally {
            for (String variable : new String[] {
                "SERVER_BASE_URL",
                "DEEPWIKI_FRONTEND_API_KEY",
                "DEEPWIKI_BIND",
                "DEEPWIKI_AUTH_CODE",
                "DEEPWIKI_DATABASE_URL"
            }) {
                product.without(variable);
            }
        }
    }

    @Test
    void what_would_be_open_to_everybody_or_leads_nowhere_does_not_start() throws Exception {
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            Outcome nowhere = product.run(folder, "web");
            assertThat(nowhere.code()).isEqualTo(2);
            assertThat(nowhere.err()).contains("SERVER_BASE_URL");
            product.with("DEEPWIKI_BIND", "0.0.0.0");
            for (String command : new String[] {"up", "web"}) {
                Outcome open = product.run(folder, command);
                assertThat(open.code()).isEqualTo(2);
                assertThat(open.err()).contains("DEEPWIKI_AUTH_CODE", "DEEPWIKI_ALLOW_UNAUTHENTICATED=true");
            }
            product.without("DEEPWIKI_BIND");
        }
    }

    /** The page and its script; of a build without them, the words that say so. */
    private static void page(URI web) throws Exception {
        HttpResponse<String> page = get(web, "/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'");
        if (page.statusCode() == 503) {
            assertThat(page.body()).contains("-Dweb.skip");
            return;
        }
        assertThat(page.statusCode()).isEqualTo(200);
        String script = page.body().replaceFirst("(?s).*href=\"(/assets/shell-[^\"]+\\.js)\".*", "$1");
        HttpResponse<String> small =
                send(HttpRequest.newBuilder(web.resolve(script)).header("Accept-Encoding", "br"));
        assertThat(small.statusCode()).as(script).isEqualTo(200);
        assertThat(small.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(small.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(get(web, script).body().length())
                .isGreaterThan(Integer.parseInt(
                        small.headers().firstValue("Content-Length").orElseThrow()));
        assertThat(get(web, "/wiki/x/y").body()).isEqualTo(page.body());
        assertThat(get(web, "/assets/nothing.js").statusCode()).isEqualTo(404);
    }

    /** In nothing that a browser may fetch: all files of the UI, and what there is to be read. */
    private static void assertNowhere(String key, URI web) throws Exception {
        Set<String> seen = new HashSet<>(READABLE);
        Deque<String> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            HttpResponse<String> answer = get(web, left.pop());
            assertThat(answer.body() + answer.headers().map())
                    .as(answer.uri().toString())
                    .doesNotContain(key);
            ASSET.matcher(answer.body())
                    .results()
                    .map(found -> "/" + found.group())
                    .filter(seen::add)
                    .forEach(left::push);
        }
        boolean built = get(web, "/").statusCode() == 200;
        assertThat(seen.size() > READABLE.size() + 20).as("%s", seen).isEqualTo(built);
    }

    private static HttpResponse<String> get(URI web, String path) throws Exception {
        return send(HttpRequest.newBuilder(web.resolve(path)));
    }

    private static HttpResponse<String> post(URI web, String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(web.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
    }
}
