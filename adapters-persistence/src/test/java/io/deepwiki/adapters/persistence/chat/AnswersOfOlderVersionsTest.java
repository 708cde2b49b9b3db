package io.deepwiki.adapters.persistence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.OlderVersion;
import io.deepwiki.adapters.persistence.database.Digests;
import io.deepwiki.application.chat.AnswerKeeper;
import io.deepwiki.application.chat.ChatStreams;
import io.deepwiki.application.chat.ChatStreams.Look;
import io.deepwiki.application.chat.Keeping;
import io.deepwiki.application.chat.LiveAnswers;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that were stored before any instance could follow them, read after the upgrade. */
@Timeout(60)
class AnswersOfOlderVersionsTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More pieces than have one digit, in order of bytes and not of characters. */
    private static final List<String> PIECES =
            IntStream.range(0, 12).mapToObj(i -> "Grüße " + i + " 🚀\n").toList();

    private static final StreamId COMPLETED = new StreamId(new UUID(1, 1));
    private static final StreamId FAILED = new StreamId(new UUID(1, 2));
    private static final StreamId CANCELLED = new StreamId(new UUID(1, 3));
    private static final StreamId RUNNING = new StreamId(new UUID(1, 4));

    private static OlderVersion then;
    private static Keeping keeping;
    private static LiveAnswers live;
    private static ChatStreams streams;

    @BeforeAll
    static void upgrade() {
        then = new OlderVersion("0017");
        store();
        then.upgrade();
        DSLContext dsl = then.dsl();
        keeping = new Keeping(new JooqChatStreamStore(dsl), new JooqStreamSigns(dsl), then.transactions());
        live = new LiveAnswers();
        streams = new ChatStreams(keeping, live, new SettableClock());
    }

    /** As they did it then. */
    private static void store() {
        begin(COMPLETED, PIECES);
        end(COMPLETED, "COMPLETED", utf8(whole()).length, Digests.hex(whole()), "");
        begin(FAILED, PIECES.subList(0, 3));
        end(FAILED, "FAILED", utf8(some()).length, "", "BadUpstream");
        begin(CANCELLED, List.of());
        end(CANCELLED, "CANCELLED", 0, "", "Conflict");
        begin(RUNNING, PIECES.subList(0, 3));
    }

    private static void begin(StreamId id, List<String> pieces) {
        then.dsl()
                .execute(
                        "insert into chat_stream (id, key_id, repository_url, provider, model, started_at, state)"
                                + " values (?, ?, 'https://example.org/a/b', 'openai', 'm', ?::timestamptz, 'RUNNING')",
                        id.value(),
                        READER.keyId(),
                        "2026-03-01T11:00:00Z");
        int offset = 0;
        for (String piece : pieces) {
            then.dsl()
                    .execute(
                            "insert into chat_piece (stream_id, byte_offset, content) values (?, ?, ?)",
                            id.value(),
                            offset,
                            piece);
            offset += utf8(piece).length;
        }
    }

    private static void end(StreamId id, String state, int bytes, String sha256, String error) {
        then.dsl()
                .execute(
                        "update chat_stream set state = ?, bytes = ?, sha256 = ?, prompt_tokens = 7,"
                                + " completion_tokens = 3, tokens_estimated = false, error = ?,"
                                + " ended_at = '2026-03-01T11:30:00Z'::timestamptz where id = ?",
                        state,
                        bytes,
                        sha256,
                        error,
                        id.value());
    }

    @AfterAll
    static void close() {
        then.close();
    }

    @Test
    void one_that_was_whole_is_whole_and_ends_as_it_did() throws Exception {
        List<AnswerPart> parts = read(COMPLETED, 0);
        assertThat(text(parts)).isEqualTo(whole());
        assertThat(parts.getLast()).isEqualTo(new Done(utf8(whole()).length, Digests.hex(whole()), "stop"));
        Look look = streams.look(COMPLETED, READER);
        assertThat(look.stream().state()).isEqualTo(StreamState.COMPLETED);
        assertThat(look.stream().end().orElseThrow().usage().total()).isEqualTo(10);
        assertThat(look.failure()).isEmpty();
    }

    @Test
    void a_reader_comes_back_to_it_at_any_byte() throws Exception {
        int first = utf8(PIECES.getFirst()).length;
        assertThat(text(read(COMPLETED, first)))
                .isEqualTo(whole().substring(PIECES.getFirst().length()));
        assertThat(text(read(COMPLETED, utf8(whole()).length))).isEmpty();
    }

    @Test
    void one_that_failed_keeps_what_there_is_of_it_and_its_digest() throws Exception {
        assertBroken(FAILED, StreamState.FAILED, some());
    }

    @Test
    void one_without_text_has_an_end_that_can_be_read() throws Exception {
        assertBroken(CANCELLED, StreamState.CANCELLED, "");
    }

    @Test
    void one_that_was_being_written_is_ended_with_its_text() throws Exception {
        var terms = new AnswerKeeper.Terms(
                new InstanceId(new UUID(2, 1)), Duration.ofSeconds(1), Duration.ofSeconds(1), _ -> Optional.empty());
        try (AnswerKeeper keeper = new AnswerKeeper(keeping, live, terms, new SettableClock(), (_, _) -> false)) {
            keeper.start();
            assertThat(text(read(RUNNING, 0))).isEqualTo(some());
        }
        assertBroken(RUNNING, StreamState.INTERRUPTED, some());
    }

    private static void assertBroken(StreamId id, StreamState state, String text) throws InterruptedException {
        List<AnswerPart> parts = read(id, 0);
        assertThat(text(parts)).isEqualTo(text);
        assertThat(parts.getLast()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                            Unavailable.class, it -> assertThat(it.sentence()).endsWith("."));
            assertThat(failed.bytes()).isEqualTo(utf8(text).length);
            assertThat(failed.sha256()).isEqualTo(Digests.hex(text));
        });
        Look look = streams.look(id, READER);
        assertThat(look.stream().state()).isEqualTo(state);
        assertThat(look.bytes()).isEqualTo(utf8(text).length);
        assertThat(look.stream().end().orElseThrow().sha256()).isEqualTo(Digests.hex(text));
        assertThat(look.failure()).isPresent();
    }

    private static List<AnswerPart> read(StreamId id, long offset) throws InterruptedException {
        List<AnswerPart> parts = new ArrayList<>();
        try (Feed<AnswerPart> feed = streams.resume(id, READER, offset).parts()) {
            while (!feed.ended()) {
                feed.next(PATIENCE).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static String text(List<AnswerPart> parts) {
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }

    private static String whole() {
        return String.join("", PIECES);
    }

    private static String some() {
        return String.join("", PIECES.subList(0, 3));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
