package io.deepwiki.adapters.http.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChatRoutesTest {
    private static final String PATH = "/chat/completions/stream";
    private static final String NDJSON = "application/x-ndjson";
    private static final String USER = "{\"role\":\"user\",\"content\":\"How does it burn?\"}";
    private static final String ASSISTANT = "{\"role\":\"assistant\",\"content\":\"Well.\"}";

    private static final String LONG =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + "0123456789abcdef0123456789abcdef";

    private final ApiFixture api = new ApiFixture();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_plain_answer_is_the_text_byte_for_byte() throws Exception {
        api.shop.model.answers(
                (_, sink) -> List.of("Grü", "ße\n\n", "データ 🚀", "\r\nend ").forEach(sink::accept));
        var response = api.bytes(api.api(PATH).POST(BodyPublishers.ofString(ApiFixture.question(USER))));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Grüße\n\nデータ 🚀\r\nend ".getBytes(UTF_8));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("X-Stream-Id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(36));
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void a_framed_answer_counts_its_lines_by_one_and_its_offsets_in_bytes() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        api.shop.model.answers((_, sink) -> {
            sink.accept("Grüße 🚀");
            await(read);
            sink.accept(" end");
        });
        try (Socket reader = api.sent(ApiFixture.asked(NDJSON));
                BufferedReader in = new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8))) {
            Stream<String> lines = in.lines().filter(line -> line.startsWith("{"));
            List<String> said = lines.peek(line -> {
                        if (line.contains("\"delta\"")) {
                            read.countDown();
                        }
                    })
                    .toList();
            for (int i = 0; i < said.size(); i++) {
                assertThat(said.get(i)).startsWith("{\"seq\":" + (i + 1) + ",");
            }
            assertThat(said.getFirst()).contains("\"type\":\"meta\"");
            assertThat(said)
                    .anySatisfy(line -> assertThat(line).contains("\"offset\":0,\"text\":\"Grüße 🚀\""))
                    .anySatisfy(line -> assertThat(line).contains("\"offset\":12,\"text\":\" end\""));
            assertThat(said.stream().filter(line -> line.matches(".*\"type\":\"(done|error)\".*")))
                    .containsExactly(said.getLast());
            assertThat(said.getLast()).contains("\"bytes\":16", "\"finish_reason\":\"stop\"");
            assertThat(reader.getInputStream().read()).isNegative();
        }
    }

    @Test
    void a_failure_before_the_first_byte_is_a_status_and_after_it_the_last_line() throws Exception {
        api.shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.BadCredentials("SOME_KEY"));
        });
        HttpResponse<String> before = ask(USER);
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).contains("SOME_KEY", "\"code\":", "\"request_id\":\"");
        api.shop.model.answers((_, sink) -> {
            sink.accept("So far");
            throw new ModelException(new ModelFailure.BadCredentials("SOME_KEY"));
        });
        HttpResponse<String> after = ask(USER);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).startsWith("So far\n\nError: ").contains("SOME_KEY");
    }

    @Test
    void a_failure_of_the_question_without_context_is_a_status_too() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        api.shop.model.answers((_, _) -> {
            throw new ModelException(
                    calls.incrementAndGet() == 1
                            ? new ModelFailure.TooLong()
                            : new ModelFailure.BadCredentials("SOME_KEY"));
        });
        HttpResponse<String> response = ask(USER);
        assertThat(calls).hasValue(2);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("SOME_KEY").doesNotContain("Note:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ASSISTANT, USER + "," + ASSISTANT})
    void messages_that_do_not_end_with_a_question_are_400(String messages) throws Exception {
        assertThat(ask(messages).statusCode()).isEqualTo(400);
    }

    @Test
    void an_answer_that_was_stopped_before_its_first_word_may_stand_in_the_conversation() throws Exception {
        AtomicReference<Prompt.Task> asked = new AtomicReference<>();
        api.shop.model.answers((prompt, sink) -> {
            asked.set(prompt.task());
            sink.accept("So.");
        });
        String empty = "{\"role\":\"assistant\",\"content\":\"\"}";
        assertThat(ask(USER + "," + empty + "," + USER).body()).isEqualTo("So.");
        assertThat(((Prompt.Answer) asked.get()).history())
                .containsExactly(new Prompt.Turn(Prompt.Turn.Speaker.USER, "How does it burn?"));
        assertThat(ask(USER + "," + empty).statusCode()).isEqualTo(400);
        assertThat(ask(empty + ",{\"role\":\"user\",\"content\":\" \"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void no_messages_at_all_are_400() throws Exception {
        HttpResponse<String> response = api.post(PATH, "{\"repo_url\":\"" + ApiFixture.URL + "\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"no_messages\"");
    }

    @Test
    void an_unknown_provider_is_400_and_names_the_known_ones() throws Exception {
        HttpResponse<String> response = with("\"provider\":\"nobody\"");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("unsupported_provider", "scripted", "absent");
    }

    @Test
    void a_provider_that_is_not_configured_is_503_and_names_its_variable() throws Exception {
        HttpResponse<String> response = with("\"provider\":\"absent\"");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("ABSENT_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"language\":\"xx\"', language",
        "'\"language\":7', language",
        "'\"filePath\":\"../etc/passwd\"', filePath",
        "'\"messages\":\"hello\"', messages",
        "'\"messages\":[7]', messages[0]",
        "'\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]', messages[0].role",
        "'\"messages\":[{\"role\":\"user\"}]', messages[0].content",
        "'\"repo_url\":\"ssh://h/o/r\"', repo_url",
        "'\"repo_url\":\"https://user:secret@h/o/r\"', repo_url",
        "'\"type\":\"weird\"', type",
        "'\"branch\":\"gone\"', branch",
        "'\"branch\":\"x\\ud800\"', branch"
    })
    void what_is_not_valid_is_422_and_names_the_field(String field, String name) throws Exception {
        HttpResponse<String> response = with(field);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("\"field\":\"" + name + "\"").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"repo_url\":5' | '\"detail\":\"repo_url must be a text.\"'",
                "'\"repo_url\":\"/srv/a\\u0000b\"' | holds a NUL character",
                "'\"language\":\"xx\"' | 'language must be one of en, ja, zh, zh-tw'",
                "'\"messages\":[{\"role\":\"user\",\"content\":\" \"}]' | 'messages[0].content is empty'"
            })
    void what_is_not_valid_is_told_as_it_is(String field, String words) throws Exception {
        assertThat(with(field).body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x..y", "x y", LONG})
    void a_branch_that_there_cannot_be_is_422_is_looked_for_nowhere_and_is_not_repeated(String branch)
            throws Exception {
        HttpResponse<String> response = with("\"branch\":\"" + branch + "\"");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"field\":\"branch\"", "must be the name of a branch")
                .doesNotContain(branch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "bitbucket", "azure", "gitea", "git", "local", "GitHub"})
    void every_kind_of_repository_that_the_contract_names_is_taken(String type) throws Exception {
        assertThat(with("\"type\":\"" + type + "\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-ndjson, true",
        "Application/X-NDJSON, true",
        "'text/plain, application/x-ndjson;q=0.5', true",
        "'application/x-ndjson ; charset=utf-8; Q=1.0', true",
        "application/x-ndjson;q=0, false",
        "'application/x-ndjson; q=0.000', false",
        "'application/x-ndjson;q=0, */*', false",
        "application/x-ndjson-seq, false",
        "text/event-stream, false",
        "*/*, false",
        "';;,,q=', false"
    })
    void an_answer_is_framed_for_whoever_accepts_lines(String accept, boolean framed) throws Exception {
        HttpResponse<String> response = api.send(
                api.api(PATH).header("Accept", accept).POST(BodyPublishers.ofString(ApiFixture.question(USER))));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().startsWith("{\"seq\":1,")).isEqualTo(framed);
    }

    @Test
    void half_a_character_is_replaced_and_joins_no_other() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        api.shop.model.answers((prompt, sink) -> {
            asked.add(((Prompt.Answer) prompt.task()).question());
            sink.accept("yes");
        });
        assertThat(ask("{\"role\":\"user\",\"content\":\"a\\ud800b \\udc00\\ud83d\\ude80\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked).containsExactly("a\uFFFDb \uFFFD🚀");
    }

    @Test
    void all_that_is_wrong_with_a_question_is_told_at_once() throws Exception {
        HttpResponse<String> response = api.post(PATH, "{\"language\":\"xx\",\"messages\":[{}]}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains(
                        "\"field\":\"repo_url\"",
                        "\"field\":\"language\"",
                        "\"field\":\"messages[0].role\"",
                        "\"field\":\"messages[0].content\"");
    }

    @Test
    void a_repository_that_wants_a_token_is_404_without_it() throws Exception {
        api.shop.source.wantToken("secret");
        HttpResponse<String> response = ask(USER);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"code\":\"repository_not_found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", NDJSON})
    void a_reader_who_leaves_in_silence_stops_the_model_within_two_seconds(String accept) throws Exception {
        api.shop.model.answers((_, _) -> silence());
        Socket reader = api.sent(ApiFixture.asked(accept));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        reader.close();
        assertThat(stopped.await(2, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", NDJSON})
    void the_connection_is_closed_behind_an_answer(String accept) throws IOException {
        try (Socket reader = api.sent(ApiFixture.asked(accept))) {
            assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("0\r\n\r\n");
        }
    }

    private void silence() {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            stopped.countDown();
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> ask(String messages) throws Exception {
        return api.post(PATH, ApiFixture.question(messages));
    }

    /** A question with one more field, which takes the place of one of the same name. */
    private HttpResponse<String> with(String field) throws Exception {
        return api.post(PATH, "{\"repo_url\":\"" + ApiFixture.URL + "\",\"messages\":[" + USER + "]," + field + "}");
    }
}
