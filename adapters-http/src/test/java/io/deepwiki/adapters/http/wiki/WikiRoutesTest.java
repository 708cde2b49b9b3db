package io.deepwiki.adapters.http.wiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.testing.MemorySource;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WikiRoutesTest {
    private static final String NOWHERE = "01900000-0000-7000-8000-00000000ffff";

    private final ApiFixture api = new ApiFixture();
    private String wiki = "";

    @BeforeAll
    void write() throws Exception {
        wiki = api.wiki();
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void the_list_and_the_plan_tell_what_there_is() throws Exception {
        assertThat(api.get("/api/wikis").body())
                .contains("\"repo\":\"" + ApiFixture.URL, "\"branch\":\"main\"", "\"pages\":2", "\"stale\":false")
                .contains("\"committed_at\":\"" + MemorySource.COMMITTED + "\"");
        assertThat(api.get("/api/wikis/" + wiki).body())
                .contains("\"id\":\"" + wiki, "\"rootSections\":[", "\"filePaths\":[", "\"relatedPages\":[")
                .contains("\"committed_at\":\"" + MemorySource.COMMITTED + "\"")
                .contains("\"stale\":false", "\"repo\":\"" + ApiFixture.URL, "\"branch\":\"main\"", "\"commit\":\"")
                .contains("\"provider\":\"scripted\"", "\"model\":\"", "\"generated_at\":\"", "\"language\":\"en\"")
                .doesNotContain("\"content\"");
    }

    @Test
    void a_page_has_its_text_and_its_citations() throws Exception {
        assertThat(api.get("/api/wikis/" + wiki + "/pages/engine").body())
                .contains(
                        "\"content\":\"# Engine",
                        "\"path\":\"src/main/Engine.java\",\"start_line\":1,\"end_line\":2,\"state\":\"resolves\"");
    }

    @Test
    void words_are_found() throws Exception {
        assertThat(api.get("/api/wikis/" + wiki + "/search?q=burns").body())
                .contains("\"page_id\":\"engine\"", "\"snippet\":\"It burns");
        assertThat(api.get("/api/wikis/" + wiki + "/search?q=").body()).isEqualTo("[]");
        assertThat(api.get("/api/wikis/" + wiki + "/search").body()).isEqualTo("[]");
    }

    @Test
    void lines_of_a_file_deep_in_folders_are_shown() throws Exception {
        assertThat(api.get("/api/wikis/" + wiki + "/files/src/main/Engine.java?start=2&end=99")
                        .body())
                .isEqualTo(
                        "{\"path\":\"src/main/Engine.java\",\"start_line\":2,\"end_line\":3,\"total_lines\":3,\"content\":\"    void burn() {}\\n}\"}");
        assertThat(api.get("/api/wikis/" + wiki + "/files/docs/the%20tank.md").body())
                .contains("\"path\":\"docs/the tank.md\"", "übel");
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/Gone.java, 404",
        "..%2F..%2Fetc%2Fpasswd, 404",
        "%2e%2e/%2e%2e/etc/passwd, 404",
        "a%00b, 404",
        "src/main/Engine.java?start=9, 416",
        "src/main/Engine.java?start=0, 422",
        "src/main/Engine.java?end=x, 422"
    })
    void a_file_that_cannot_be_shown_says_why(String path, int status) throws Exception {
        HttpResponse<String> response = api.get("/api/wikis/" + wiki + "/files/" + path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"detail\":", "\"request_id\":\"").doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pages/engine", "/search?q=x", "/files/README.md"})
    void a_wiki_that_is_not_there_is_404(String rest) throws Exception {
        assertThat(api.get("/api/wikis/" + NOWHERE + rest).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/wikis/no-id" + rest).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"markdown, md, text/markdown", "json, json, application/json", "html, html, text/html"})
    void a_wiki_is_taken_away_as_a_file(String format, String ending, String type) throws Exception {
        HttpResponse<String> file =
                api.post("/export/wiki", "{\"wiki_id\":\"" + wiki + "\",\"format\":\"" + format + "\"}");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"wiki." + ending + "\"");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(file.body()).contains("It burns");
    }

    @Test
    void a_zip_has_every_page() throws Exception {
        var request = api.api("/export/wiki")
                .POST(BodyPublishers.ofString("{\"wiki_id\":\"" + wiki + "\",\"format\":\"zip\"}"));
        StringBuilder names = new StringBuilder();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(api.bytes(request).body()), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.append(entry.getName()).append(' ');
            }
        }
        assertThat(names.toString()).isEqualTo("01-engine.md 02-tank.md README.md ");
    }

    @Test
    void pages_that_come_along_are_exported_even_beyond_the_limit_of_other_bodies() throws Exception {
        String body = "{\"repo_url\":\"" + ApiFixture.URL
                + "\",\"format\":\"markdown\",\"pages\":[{\"id\":\"a\",\"title\":\"A\",\"content\":\""
                + "x".repeat(2 << 20) + "\"}]}";
        HttpResponse<String> file = api.post("/export/wiki", body);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("[A](#a)");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', 422",
        "'{\"wiki_id\":\"x\"}', 422",
        "'{\"wiki_id\":\"" + NOWHERE + "\"}', 404",
        "'{\"pages\":[{}],\"format\":\"pdf\"}', 422",
        "'{\"pages\":[7]}', 422",
        "'{', 400"
    })
    void an_export_of_nothing_is_refused(String body, int status) throws Exception {
        assertThat(api.post("/export/wiki", body).statusCode()).isEqualTo(status);
    }

    @Test
    void older_clients_find_projects_and_the_whole_wiki_by_name() throws Exception {
        assertThat(api.get("/api/processed_projects").body())
                .contains("\"owner\":\"acme\"", "\"repo\":\"rocket\"", "\"submittedAt\":", "\"language\":\"en\"");
        String whole = "/api/wiki_cache?owner=acme&repo=rocket&repo_type=git&language=en";
        assertThat(api.get(whole).body())
                .contains("\"wiki_structure\":{", "\"generated_pages\":{\"engine\":{", "\"repoUrl\":\"")
                .contains("\"provider\":\"scripted\"");
        HttpResponse<String> none = api.get("/api/wiki_cache?owner=acme&repo=lander");
        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(none.body()).isEqualTo("null");
        assertThat(api.get("/api/wiki_cache?owner=acme").statusCode()).isEqualTo(422);
        assertThat(api.get(whole.replace("language=en", "language=xx")).statusCode())
                .isEqualTo(422);
        assertThat(api.delete("/api/wiki_cache?owner=acme&repo=lander").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_deleted_wiki_is_gone() throws Exception {
        try (ApiFixture other = new ApiFixture()) {
            other.wiki();
            String whole = "/api/wiki_cache?owner=acme&repo=rocket";
            assertThat(other.delete(whole).statusCode()).isEqualTo(200);
            assertThat(other.get(whole).body()).isEqualTo("null");
        }
    }
}
