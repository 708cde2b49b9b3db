package io.deepwiki.adapters.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebPagesTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void without_a_wiki_the_first_page_says_how_to_make_one() throws Exception {
        assertThat(api.web("/").body()).contains("There is no wiki yet");
    }

    @Test
    void a_wiki_is_shown_without_a_key_and_nothing_in_it_is_html() throws Exception {
        String wiki = api.wiki();
        HttpResponse<String> home = api.web("/");
        assertThat(home.body())
                .contains("/wikis/" + wiki, "It flies &amp; lands.")
                .doesNotContain("<b>rocket");
        HttpResponse<String> first = api.web("/wikis/" + wiki);
        assertThat(first.body())
                .contains("<h1>Engine</h1>", "aria-current=\"page\"", "&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(api.web("/wikis/" + wiki + "/tank").body()).contains("<h1>Tank</h1>");
        assertThat(api.web("/style.css").headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
    }

    @Test
    void every_answer_keeps_the_browser_from_loading_and_running_anything() throws Exception {
        for (String path : new String[] {"/", "/nothing", "/wikis/no-id"}) {
            HttpResponse<String> response = api.web(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        }
    }

    @Test
    void a_wiki_whose_first_page_failed_opens_with_one_that_is_there() throws Exception {
        String plan = "TITLE: T\nSECTION: All\nPAGE: Engine\nFILES: README.md\nPAGE: Tank\nFILES: README.md\n";
        api.shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Plan _ -> sink.accept(plan);
                case Prompt.Page page
                when page.title().equals("Engine") -> throw new ModelException(new ModelFailure.Filtered());
                case Prompt.Page page -> sink.accept("# " + page.title() + "\n\nIt burns [README.md:1].\n");
                case Prompt.Repair repair -> sink.accept(repair.written());
                case Prompt.Answer _, Prompt.Research _ -> sink.accept("yes");
            }
        });
        String wiki = api.wiki();
        HttpResponse<String> first = api.web("/wikis/" + wiki);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("<h1>Tank</h1>");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:3000, 200",
        "127.0.0.1:3000, 200",
        "[::1]:3000, 200",
        "LOCALHOST, 200",
        "evil.example, 403",
        "evil.example:3000, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403"
    })
    void only_the_names_of_this_machine_are_answered_to(String host, int status) throws IOException {
        try (Socket reader = api.sentToWeb("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")) {
            assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status);
        }
    }
}
