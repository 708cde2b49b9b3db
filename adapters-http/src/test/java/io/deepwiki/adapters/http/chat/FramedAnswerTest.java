package io.deepwiki.adapters.http.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deepwiki.adapters.http.stream.OneRoute;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.application.streaming.AnswerPart.Sources;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.TokenUsage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FramedAnswerTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final ChatStream STREAM = about("host");
    private static final String META =
            "{\"seq\":1,\"type\":\"meta\",\"stream_id\":\"00000000-0000-0000-0000-000000000001\",\"repository\":\"https://host/o/r\",\"provider\":\"p\",\"model\":\"m\"}";

    @Test
    void every_part_is_a_numbered_line_and_waiting_text_is_merged() throws IOException {
        String answer = answer(
                new Notice("context_dropped", "Less."),
                new Text(0, "Grüße, "),
                new Text(9, "🌍!"),
                new Used(new TokenUsage(3, 4, true)),
                new Done(14, "ab", "stop"));
        assertThat(lines(answer))
                .containsExactly(
                        META,
                        "{\"seq\":2,\"type\":\"notice\",\"code\":\"context_dropped\",\"message\":\"Less.\"}",
                        "{\"seq\":3,\"type\":\"delta\",\"offset\":0,\"text\":\"Grüße, 🌍!\"}",
                        "{\"seq\":4,\"type\":\"usage\",\"prompt_tokens\":3,\"completion_tokens\":4,\"estimated\":true}",
                        "{\"seq\":5,\"type\":\"done\",\"bytes\":14,\"sha256\":\"ab\",\"finish_reason\":\"stop\"}");
    }

    @Test
    void a_source_has_a_link_to_its_lines_at_the_commit_where_its_host_is_of_a_known_kind() throws IOException {
        Sources sources = new Sources(List.of(new Source(new SourcePath("src/a.c"), new LineRange(3, 9), "f")));
        Opened opened = new Opened(new Commit("c".repeat(40)));
        Done done = new Done(0, "ab", "stop");
        String passage = "{\"path\":\"src/a.c\",\"start_line\":3,\"end_line\":9,\"symbol\":\"f\"";
        assertThat(answer(about("github.com"), opened, sources, done))
                .contains(passage + ",\"url\":\"https://github.com/o/r/blob/" + "c".repeat(40) + "/src/a.c#L3-L9\"}");
        assertThat(answer(about("host"), opened, sources, done)).contains(passage + "}");
        assertThat(answer(about("github.com"), sources, done)).contains(passage + "}");
    }

    private static ChatStream about(String host) {
        return ChatStream.begun(
                new StreamId(new UUID(0, 1)),
                ChatStream.Kind.ANSWER,
                Caller.ANONYMOUS,
                new RepositoryRef.Remote(true, host, Optional.empty(), "o/r"),
                new ModelRef("p", "m"),
                Instant.EPOCH);
    }

    @Test
    void a_failure_is_the_last_line_and_the_status_stays_200() throws IOException {
        String answer = answer(new Failed(new TooMany("Ask again later.", Duration.ofSeconds(7)), 0, ""));
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(lines(answer))
                .containsExactly(
                        META,
                        "{\"seq\":2,\"type\":\"error\",\"code\":\"too_many_requests\",\"message\":\"Ask again later.\",\"retryable\":true,\"retry_after_ms\":7000}");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ModelFailure.BadCredentials("KEY"), false),
                arguments(new ModelFailure.NotConfigured("KEY"), false),
                arguments(new ModelFailure.BadRequest(), false),
                arguments(new ModelFailure.QuotaGone(), false),
                arguments(new ModelFailure.TooLong(), false),
                arguments(new ModelFailure.RateLimited(Optional.empty()), true),
                arguments(new ModelFailure.Overloaded(), true),
                arguments(new ModelFailure.TimedOut(), true),
                arguments(new ModelFailure.Unreachable(), true),
                arguments(new ModelFailure.CutOff(""), true),
                arguments(new ModelFailure.EmptyAnswer(), true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_retryable_if_it_may_pass_by_itself(ModelFailure failure, boolean retryable) throws IOException {
        assertThat(answer(new Failed(ModelFailures.told(failure), 0, "")))
                .contains("\"type\":\"error\"", "\"retryable\":" + retryable);
    }

    @Test
    void the_head_and_the_first_line_go_out_before_anything_is_known() throws IOException {
        StreamLog<AnswerPart> log = new StreamLog<>();
        try (OneRoute server = server(log, LONG);
                Socket reader = server.asked();
                var in = new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(in.lines().filter(line -> line.startsWith("{")).findFirst())
                    .hasValue(META);
        }
    }

    @Test
    void silence_is_broken_by_heartbeats_without_a_number() throws IOException {
        StreamLog<AnswerPart> log = new StreamLog<>();
        try (OneRoute server = server(log, Duration.ofMillis(50));
                Socket reader = server.asked();
                var in = new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(in.lines().filter(line -> line.startsWith("{")).skip(1).findFirst())
                    .hasValue("{\"type\":\"heartbeat\"}");
        }
    }

    private static String answer(AnswerPart... parts) throws IOException {
        return answer(STREAM, parts);
    }

    private static String answer(ChatStream stream, AnswerPart... parts) throws IOException {
        StreamLog<AnswerPart> log = new StreamLog<>();
        List.of(parts).subList(0, parts.length - 1).forEach(log::append);
        log.end(parts[parts.length - 1]);
        try (OneRoute server = server(stream, log, LONG)) {
            return server.answer();
        }
    }

    private static OneRoute server(StreamLog<AnswerPart> log, Duration heartbeat) {
        return server(STREAM, log, heartbeat);
    }

    private static OneRoute server(ChatStream stream, StreamLog<AnswerPart> log, Duration heartbeat) {
        return new OneRoute(
                LONG,
                (_, response) -> new FramedAnswer(new Answering(stream, log.follow(() -> {}), 0, false), heartbeat)
                        .send(response));
    }

    private static List<String> lines(String answer) {
        return answer.lines().filter(line -> line.startsWith("{")).toList();
    }
}
