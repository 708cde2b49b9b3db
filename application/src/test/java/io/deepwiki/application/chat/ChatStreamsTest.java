package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.chat.ChatStreams.Look;
import io.deepwiki.application.chat.Wish.Once;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.Gone;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.OutOfRange;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatStreamsTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Wish DETACHED = new Wish(Optional.empty(), true);

    private final Workshop shop = new Workshop();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void fill() {
        shop.source.with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n");
        shop.model.answers((_, sink) -> {
            calls.incrementAndGet();
            sink.asked(100);
            sink.accept("Grüße");
            begun.countDown();
            await(gate);
            sink.accept(" 🚀");
        });
    }

    @AfterEach
    void close() {
        gate.countDown();
        shop.close();
    }

    @Test
    void a_reader_comes_back_at_any_byte_while_it_runs_and_after_its_end() throws Exception {
        Answering answering = ask(DETACHED);
        begun.await();
        StreamId id = answering.stream().id();
        List<Answering> readers = new ArrayList<>();
        for (long offset = 0; offset <= 7; offset++) {
            readers.add(shop.streams.resume(id, READER, offset));
        }
        gate.countDown();
        for (Answering reader : readers) {
            assertThat(reader.over()).isFalse();
            assertThat(text(reader)).isEqualTo(from("Grüße 🚀", reader.offset()));
        }
        awaitState(id, StreamState.COMPLETED);
        for (long offset = 0; offset <= 12; offset++) {
            Answering late = shop.streams.resume(id, READER, offset);
            assertThat(late.over()).isTrue();
            assertThat(text(late)).isEqualTo(from("Grüße 🚀", offset));
        }
    }

    /** What follows a byte; a character that the byte lies in is whole. */
    private static String from(String text, long offset) {
        StringBuilder rest = new StringBuilder();
        long at = 0;
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            at += character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (at > offset) {
                rest.append(character);
            }
        }
        return rest.toString();
    }

    @Test
    void a_place_beyond_the_end_is_out_of_range() throws Exception {
        gate.countDown();
        StreamId id = ask(DETACHED).stream().id();
        awaitState(id, StreamState.COMPLETED);
        assertThatThrownBy(() -> shop.streams.resume(id, READER, 13))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(OutOfRange.class));
    }

    @Test
    void only_who_asked_sees_an_answer() {
        StreamId id = ask(DETACHED).stream().id();
        Caller stranger = new Caller("stranger");
        assertThatThrownBy(() -> shop.streams.look(id, stranger)).satisfies(ChatStreamsTest::isNotFound);
        assertThatThrownBy(() -> shop.streams.resume(id, stranger, 0)).satisfies(ChatStreamsTest::isNotFound);
        assertThatThrownBy(() -> shop.streams.cancel(id, stranger)).satisfies(ChatStreamsTest::isNotFound);
    }

    private static void isNotFound(Throwable e) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        FailureException.class, it -> assertThat(it.failure()).isInstanceOf(NotFound.class));
    }

    @Test
    void a_stop_keeps_what_was_written_and_settles_what_it_cost() throws Exception {
        Answering answering = ask(Wish.PLAIN);
        begun.await();
        StreamId id = answering.stream().id();
        assertThat(shop.streams.cancel(id, READER)).isTrue();
        assertThat(last(answering))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Conflict.class));
        Look look = awaitState(id, StreamState.CANCELLED);
        assertThat(look.bytes()).isEqualTo(7);
        assertThat(look.failure()).containsInstanceOf(Conflict.class);
        assertThat(look.stream().end().orElseThrow().usage()).isEqualTo(new TokenUsage(100, 2, true));
        assertThat(text(shop.streams.resume(id, READER, 0))).isEqualTo("Grüße");
        assertThat(shop.streams.cancel(id, READER)).as("it is over").isFalse();
    }

    @Test
    void the_tokens_of_a_whole_answer_are_those_that_the_model_counted() {
        gate.countDown();
        StreamId id = ask(DETACHED).stream().id();
        ChatStream.End end =
                awaitState(id, StreamState.COMPLETED).stream().end().orElseThrow();
        assertThat(end.usage()).isEqualTo(new TokenUsage(10, 5, false));
        assertThat(end.cost()).contains(new BigDecimal("0.00007"));
    }

    @Test
    void an_answer_that_nobody_reads_is_stopped_after_its_grace() throws Exception {
        Answering answering = ask(Wish.PLAIN);
        begun.await();
        Answering second = shop.streams.resume(answering.stream().id(), READER, 0);
        answering.parts().close();
        second.parts().close();
        awaitState(answering.stream().id(), StreamState.CANCELLED);
    }

    @Test
    void an_answer_that_is_read_on_another_instance_goes_on() throws Exception {
        Answering answering = ask(Wish.PLAIN);
        Answering witness = ask(Wish.PLAIN);
        begun.await();
        StreamId id = answering.stream().id();
        shop.database.signs().reading(Set.of(id)); // the clock stands still: the sign never grows old
        answering.parts().close();
        witness.parts().close();
        awaitState(witness.stream().id(), StreamState.CANCELLED);
        gate.countDown();
        awaitState(id, StreamState.COMPLETED);
    }

    @Test
    void the_same_request_is_the_same_answer_and_asks_the_model_once() throws Exception {
        Wish again = new Wish(Optional.of(new Once("key", "digest")), true);
        Answering first = ask(again);
        begun.await();
        Answering second = ask(again);
        assertThat(second.stream().id()).isEqualTo(first.stream().id());
        gate.countDown();
        assertThat(text(second)).isEqualTo("Grüße 🚀");
        awaitState(first.stream().id(), StreamState.COMPLETED);
        assertThat(text(ask(again))).isEqualTo("Grüße 🚀");
        assertThat(calls).hasValue(1);
        assertThatThrownBy(() -> ask(new Wish(Optional.of(new Once("key", "another")), true)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .asInstanceOf(InstanceOfAssertFactories.type(Conflict.class))
                                .extracting(Conflict::code)
                                .isEqualTo("idempotency_key_reused"));
        shop.clock.forward(Duration.ofHours(25));
        assertThat(ask(again).stream().id()).isNotEqualTo(first.stream().id());
    }

    @Test
    void an_answer_that_failed_before_its_first_byte_frees_its_key() throws Exception {
        shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.Overloaded());
        });
        Wish once = new Wish(Optional.of(new Once("key", "digest")), true);
        Answering failed = ask(once);
        assertThat(last(failed)).isInstanceOf(Failed.class);
        assertThat(ask(once).stream().id()).isNotEqualTo(failed.stream().id());
        Answering second = ask(once);
        awaitState(second.stream().id(), StreamState.FAILED);
        assertThat(ask(once).stream().id()).isNotEqualTo(second.stream().id());
    }

    @Test
    void an_answer_that_was_stopped_before_its_first_byte_frees_its_key() throws Exception {
        shop.model.answers((_, _) -> await(gate));
        Wish once = new Wish(Optional.of(new Once("key", "digest")), true);
        Answering stopped = ask(once);
        shop.streams.cancel(stopped.stream().id(), READER);
        last(stopped);
        assertThat(ask(once).stream().id()).isNotEqualTo(stopped.stream().id());
    }

    @Test
    void a_key_asks_for_no_more_than_it_may() throws Exception {
        for (int i = 0; i < Workshop.LIMIT.streams(); i++) {
            ask(DETACHED);
        }
        assertTooMany(Duration.ofSeconds(5));
        gate.countDown();
        awaitTrue(() -> shop.database.chats().load(READER, shop.clock.instant()).running() == 0);
        for (int i = Workshop.LIMIT.streams(); i < Workshop.LIMIT.requests(); i++) {
            last(ask(DETACHED));
            awaitTrue(() ->
                    shop.database.chats().load(READER, shop.clock.instant()).running() == 0);
        }
        assertTooMany(Duration.ofMinutes(1));
        shop.clock.forward(Duration.ofSeconds(61));
        last(ask(DETACHED));
    }

    private void assertTooMany(Duration after) {
        assertThatThrownBy(() -> ask(DETACHED))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        TooMany.class,
                                        it -> assertThat(it.retryAfter()).isEqualTo(after)));
    }

    @Test
    void what_a_dead_instance_wrote_ends_as_interrupted_and_keeps_its_text() {
        InstanceId dead = new InstanceId(new UUID(9, 9));
        StreamId id = new StreamId(new UUID(8, 8));
        ChatStream left = ChatStream.begun(
                id, ChatStream.Kind.ANSWER, READER, Sources.REPOSITORY, ScriptedModel.REF, shop.clock.instant());
        shop.database.signs().alive(dead, Duration.ofSeconds(15));
        shop.database.chats().begin(left, Optional.empty(), dead);
        shop.database
                .chats()
                .append(
                        dead,
                        List.of(
                                new StoredPart(id, 0, 0, new Asked(40)),
                                new StoredPart(id, 1, 0, new Text(0, "So far."))));
        shop.clock.forward(Duration.ofSeconds(16));
        try (Feed<AnswerPart> parts = shop.streams.resume(id, READER, 3).parts()) {
            assertThat(parts.next(PATIENCE)).contains(new Text(3, "far."));
            Optional<AnswerPart> last = parts.next(PATIENCE);
            while (last.filter(part -> !part.last()).isPresent()) {
                last = parts.next(PATIENCE);
            }
            assertThat(last).containsInstanceOf(Failed.class);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Look look = shop.streams.look(id, READER);
        assertThat(look.stream().state()).isEqualTo(StreamState.INTERRUPTED);
        assertThat(look.bytes()).isEqualTo(7);
        assertThat(look.stream().end().orElseThrow().usage()).isEqualTo(new TokenUsage(40, 2, true));
    }

    @Test
    void an_answer_that_somebody_else_has_taken_over_is_broken_off_here() throws Exception {
        Answering answering = ask(DETACHED);
        begun.await();
        takeOver();
        assertThat(last(answering)).isInstanceOf(Failed.class);
        assertThat(shop.streams.look(answering.stream().id(), READER).stream().state())
                .isEqualTo(StreamState.RUNNING);
    }

    @Test
    void it_is_broken_off_also_when_its_model_says_nothing() throws Exception {
        Answering answering = ask(DETACHED);
        awaitTrue(
                () -> shop.streams.look(answering.stream().id(), READER).bytes() == 7); // all that there is, is stored
        takeOver();
        assertThat(last(answering)).isInstanceOf(Failed.class);
    }

    private void takeOver() {
        InstanceId other = new InstanceId(new UUID(9, 9));
        shop.database.signs().alive(other, Duration.ofDays(1));
        awaitTrue(() -> {
            shop.clock.forward(Duration.ofSeconds(2)); // until this instance's sign of life is old at the right moment
            return !shop.database.signs().claimAbandoned(other, 10).isEmpty();
        });
    }

    @Test
    void an_answer_whose_beginning_was_kept_and_not_confirmed_is_ended() {
        StreamId id = new StreamId(new UUID(9, 8));
        InstanceId instance = new InstanceId(new UUID(9, 9));
        ChatStream stream = ChatStream.begun(
                id, ChatStream.Kind.ANSWER, READER, Sources.REPOSITORY, ScriptedModel.REF, shop.clock.instant());
        shop.database.chats().begin(stream, Optional.empty(), instance);
        var terms = new AnswerKeeper.Terms(instance, Duration.ofMillis(100), Duration.ZERO, _ -> Optional.empty());
        Keeping keeping = new Keeping(shop.database.chats(), shop.database.signs(), shop.database.transactions());
        try (AnswerKeeper keeper = new AnswerKeeper(keeping, new LiveAnswers(), terms, shop.clock, (_, _) -> false)) {
            keeper.start();
            awaitState(id, StreamState.INTERRUPTED);
        }
    }

    @Test
    void an_instance_that_is_closed_ends_its_answers_first() throws Exception {
        Answering answering = ask(DETACHED);
        begun.await();
        shop.close();
        assertThat(shop.streams.look(answering.stream().id(), READER).stream().state())
                .isEqualTo(StreamState.INTERRUPTED);
    }

    @Test
    void the_text_of_an_old_answer_is_gone() throws Exception {
        gate.countDown();
        StreamId id = ask(DETACHED).stream().id();
        awaitState(id, StreamState.COMPLETED);
        shop.clock.forward(Duration.ofDays(8));
        assertThatThrownBy(() -> shop.streams.resume(id, READER, 0))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Gone.class));
        assertThat(shop.streams.look(id, READER).stream().state()).isEqualTo(StreamState.COMPLETED);
    }

    private Answering ask(Wish wish) {
        ChatQuestion question = new ChatQuestion(
                Sources.REPOSITORY,
                Optional.empty(),
                List.of(new Turn(Turn.Role.USER, "What does the engine burn?")),
                ScriptedModel.REF,
                Language.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                FileFilter.NONE);
        return shop.ask.ask(question, READER, wish);
    }

    private static String text(Answering answering) throws InterruptedException {
        return parts(answering).stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }

    private static AnswerPart last(Answering answering) throws InterruptedException {
        return parts(answering).getLast();
    }

    private static List<AnswerPart> parts(Answering answering) throws InterruptedException {
        List<AnswerPart> parts = new ArrayList<>();
        try (Feed<AnswerPart> feed = answering.parts()) {
            while (!feed.ended()) {
                feed.next(PATIENCE).ifPresent(parts::add);
            }
        }
        assertThat(parts.stream().filter(AnswerPart::last)).hasSize(1);
        assertThat(parts.getLast()).isInstanceOfAny(Done.class, Failed.class);
        return parts;
    }

    private Look awaitState(StreamId id, StreamState state) {
        awaitTrue(() -> shop.streams.look(id, READER).stream().state() == state);
        return shop.streams.look(id, READER);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            throw new ReaderGone();
        }
    }
}
