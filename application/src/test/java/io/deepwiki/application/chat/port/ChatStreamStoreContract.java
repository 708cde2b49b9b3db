package io.deepwiki.application.chat.port;

import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.port.ChatStreamStore.Binding;
import io.deepwiki.application.chat.port.ChatStreamStore.Bound;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.application.streaming.AnswerPart.Sources;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.StreamLoad;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ChatStreamStore} promises, and every {@link StreamSigns} beside it. */
public abstract class ChatStreamStoreContract {
    private static final Caller OWNER = new Caller("owner");
    private static final Caller STRANGER = new Caller("stranger");
    private static final StreamId ID = new StreamId(new UUID(3, 4));
    private static final InstanceId WRITER = new InstanceId(new UUID(5, 6));
    private static final InstanceId OTHER = new InstanceId(new UUID(5, 7));
    private static final ChatStream BEGUN = begun(ID, NOON);
    private static final ChatStream ENDED = BEGUN.ended(
            StreamState.COMPLETED,
            new ChatStream.End(
                    4,
                    "ab".repeat(32),
                    new TokenUsage(10, 2, true),
                    Optional.of(new BigDecimal("0.000012345")),
                    "",
                    NOON.plusSeconds(3)));
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** The store; empty when a test begins. */
    protected abstract ChatStreamStore store();

    /** The signs over the same rows. */
    protected abstract StreamSigns signs();

    protected abstract Transactions transactions();

    /** Lets time pass on the clock of the signs. */
    protected abstract void pass(Duration time);

    private static ChatStream begun(StreamId id, Instant at) {
        return ChatStream.begun(
                id, ChatStream.Kind.ANSWER, OWNER, REPOSITORY, new ModelRef("builtin", "outline-1"), at);
    }

    private static StoredPart text(int position, long offset, String text) {
        return new StoredPart(ID, position, offset, new Text(offset, text));
    }

    private void begin() {
        store().begin(BEGUN, Optional.empty(), WRITER);
    }

    @Test
    void only_its_owner_finds_a_stream() {
        begin();
        assertThat(store().find(ID, OWNER)).contains(BEGUN);
        assertThat(store().find(ID, STRANGER)).isEmpty();
        assertThat(store().find(new StreamId(new UUID(3, 5)), OWNER)).isEmpty();
    }

    static Stream<AnswerPart> parts() {
        return Stream.of(
                new Text(7, "Grüße 🚀\n"),
                new Opened(new Commit("c".repeat(40))),
                new Sources(List.of(
                        new Source(new SourcePath("a/ö.c"), new LineRange(3, 9), "f"),
                        new Source(new SourcePath("b"), new LineRange(1, 1), ""))),
                new Asked(700),
                new AnswerPart.Settled(new TokenUsage(3, 4, false)),
                new AnswerPart.Stage(2, "update"),
                new Notice("behind", "It is \"behind\"."),
                new Used(new TokenUsage(3, 4, true)),
                new Done(9, "ab".repeat(32), "length"),
                failed(new Failure.Rejected("code", "Sentence.")),
                failed(new Failure.Invalid("code", List.of(new Failure.Field("f", "is wrong")))),
                failed(new Failure.Unauthorized()),
                failed(new Failure.Forbidden("code", "Sentence.")),
                failed(new Failure.NotFound("code", "Sentence.")),
                failed(new Failure.Gone("Sentence.")),
                failed(new Failure.Conflict("code", "Sentence.")),
                failed(new Failure.TooLarge("code", "Sentence.")),
                failed(new Failure.OutOfRange("Sentence.")),
                failed(new Failure.TooMany("Sentence.", Duration.ofMillis(1500))),
                failed(new Failure.BadUpstream("code", "Sentence.")),
                failed(new Failure.Unavailable("code", "Sentence.", Optional.of(Duration.ofSeconds(2)))),
                failed(new Failure.Unavailable("code", "Sentence.", Optional.empty())),
                failed(new Failure.UpstreamTimedOut("code", "Sentence.")));
    }

    private static Failed failed(Failure failure) {
        return new Failed(failure, 12, "cd".repeat(32));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void every_kind_of_part_comes_back_as_it_was(AnswerPart part) {
        begin();
        StoredPart stored = new StoredPart(ID, 0, 7, part);
        store().append(WRITER, List.of(stored));
        assertThat(store().parts(ID, -1, 10)).containsExactly(stored);
        assertThat(store().newest(ID)).contains(stored);
    }

    @Test
    void parts_come_in_order_from_a_place_on_as_many_as_are_wanted() {
        begin();
        assertThat(store().parts(ID, -1, 10)).isEmpty();
        assertThat(store().newest(ID)).isEmpty();
        store().append(WRITER, List.of(text(1, 2, "b"), text(0, 0, "ü")));
        store().append(WRITER, List.of(text(2, 3, "c")));
        assertThat(store().parts(ID, -1, 10)).extracting(StoredPart::position).containsExactly(0, 1, 2);
        assertThat(store().parts(ID, 0, 1)).containsExactly(text(1, 2, "b"));
        assertThat(store().newest(ID)).contains(text(2, 3, "c"));
    }

    @Test
    void a_part_that_comes_twice_is_kept_once_and_stays_as_it_was() {
        begin();
        store().append(WRITER, List.of(text(0, 0, "once")));
        store().append(WRITER, List.of(text(0, 0, "twice"), text(1, 4, "more")));
        assertThat(store().parts(ID, -1, 10)).containsExactly(text(0, 0, "once"), text(1, 4, "more"));
    }

    @Test
    void only_the_writer_adds_to_a_stream_and_only_while_it_runs() {
        begin();
        assertThat(store().writtenBy(WRITER, Set.of(ID, new StreamId(new UUID(3, 5)))))
                .containsExactly(ID);
        assertThat(store().writtenBy(OTHER, Set.of(ID))).isEmpty();
        store().append(OTHER, List.of(text(0, 0, "foreign")));
        assertThat(store().end(OTHER, ENDED)).isFalse();
        assertThat(store().parts(ID, -1, 10)).isEmpty();
        assertThat(store().end(WRITER, ENDED)).isTrue();
        assertThat(store().writtenBy(WRITER, Set.of(ID))).isEmpty();
        store().append(WRITER, List.of(text(0, 0, "late")));
        assertThat(store().parts(ID, -1, 10)).isEmpty();
    }

    @Test
    void an_end_is_kept_and_never_written_over() {
        begin();
        store().end(WRITER, ENDED);
        assertThat(store().end(
                                WRITER,
                                BEGUN.ended(
                                        StreamState.INTERRUPTED,
                                        new ChatStream.End(
                                                0,
                                                "",
                                                TokenUsage.NONE,
                                                Optional.empty(),
                                                "It stopped.",
                                                NOON.plusSeconds(9)))))
                .isFalse();
        assertThat(store().find(ID, OWNER)).contains(ENDED);
    }

    @Test
    void a_key_leads_its_owner_to_its_stream_until_it_is_freed() {
        store().begin(BEGUN, Optional.of(new Binding("again", "digest")), WRITER);
        assertThat(store().boundTo(OWNER, "again")).contains(new Bound(BEGUN, "digest"));
        assertThat(store().boundTo(OWNER, "other")).isEmpty();
        assertThat(store().boundTo(STRANGER, "again")).isEmpty();
        store().unbind(ID);
        assertThat(store().boundTo(OWNER, "again")).isEmpty();
    }

    @Test
    void load_counts_what_runs_and_what_began_of_one_caller() {
        assertThat(store().load(OWNER, NOON)).isEqualTo(StreamLoad.NONE);
        begin();
        store().begin(begun(new StreamId(new UUID(3, 5)), NOON.plusSeconds(20)), Optional.empty(), WRITER);
        store().begin(begun(new StreamId(new UUID(3, 6)), NOON.plusSeconds(10)), Optional.empty(), WRITER);
        store().end(WRITER, ENDED);
        assertThat(store().load(OWNER, NOON)).isEqualTo(new StreamLoad(2, 2, Optional.of(NOON.plusSeconds(10))));
        assertThat(store().load(STRANGER, NOON)).isEqualTo(StreamLoad.NONE);
        transactions().inTransaction(() -> store().lock(OWNER));
    }

    @Test
    void what_ended_long_ago_is_forgotten_in_two_steps() {
        begin();
        store().append(WRITER, List.of(text(0, 0, "once")));
        forget(NOON.plusSeconds(60), NOON.plusSeconds(60));
        assertThat(store().parts(ID, -1, 10)).as("it runs").hasSize(1);
        store().end(WRITER, ENDED);
        forget(NOON, NOON);
        assertThat(store().parts(ID, -1, 10)).hasSize(1);
        forget(NOON.plusSeconds(60), NOON);
        assertThat(store().parts(ID, -1, 10)).isEmpty();
        assertThat(store().find(ID, OWNER)).contains(ENDED);
        forget(NOON.plusSeconds(60), NOON.plusSeconds(60));
        assertThat(store().find(ID, OWNER)).isEmpty();
    }

    private void forget(Instant parts, Instant streams) {
        assertThat(store().forget(parts, streams, 10)).isLessThan(10);
    }

    @Test
    void what_is_forgotten_goes_so_many_streams_at_a_time_the_oldest_first() {
        List<StreamId> ids =
                Stream.of(7, 6, 5).map(id -> new StreamId(new UUID(3, id))).toList();
        for (StreamId id : ids) {
            ChatStream stream = begun(id, NOON);
            store().begin(stream, Optional.empty(), WRITER);
            store().append(WRITER, List.of(new StoredPart(id, 0, 0, new Text(0, "old"))));
            Instant end = NOON.plusSeconds(id.equals(ids.getFirst()) ? 1 : 2);
            store().end(
                            WRITER,
                            stream.ended(
                                    StreamState.COMPLETED,
                                    new ChatStream.End(3, "", TokenUsage.NONE, Optional.empty(), "", end)));
        }
        for (StreamId next : List.of(ids.get(0), ids.get(2), ids.get(1))) {
            assertThat(store().parts(next, -1, 10)).hasSize(1);
            assertThat(store().forget(NOON.plusSeconds(60), NOON, 1)).isOne();
            assertThat(store().parts(next, -1, 10)).isEmpty();
        }
        assertThat(store().forget(NOON.plusSeconds(60), NOON, 1))
                .as("nothing is seen to twice")
                .isZero();
    }

    @Test
    void a_stream_is_abandoned_when_its_writer_gives_no_sign_of_life() {
        signs().alive(WRITER, LEASE);
        signs().alive(OTHER, LEASE.multipliedBy(10));
        begin();
        assertThat(claimed()).isEmpty();
        pass(Duration.ofSeconds(10));
        signs().alive(WRITER, LEASE);
        pass(Duration.ofSeconds(10));
        assertThat(claimed()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(claimed()).containsExactly(BEGUN);
        assertThat(claimed()).as("it is claimed already").isEmpty();
        assertThat(store().end(WRITER, ENDED))
                .as("the old writer is fenced off")
                .isFalse();
        assertThat(store().end(OTHER, ENDED)).isTrue();
    }

    @Test
    void what_a_writer_has_found_to_be_its_own_stays_so_until_its_transaction_ends() {
        begin();
        CompletableFuture<List<ChatStream>> takeover = transactions().inTransaction(() -> {
            assertThat(store().writtenBy(WRITER, Set.of(ID))).containsExactly(ID);
            CompletableFuture<List<ChatStream>> other = CompletableFuture.supplyAsync(this::claimed);
            giveTime(other);
            store().append(WRITER, List.of(text(0, 0, "kept")));
            assertThat(store().end(WRITER, ENDED)).isTrue();
            return other;
        });
        assertThat(takeover.join()).as("it was not abandoned").isEmpty();
        assertThat(store().parts(ID, -1, 10)).containsExactly(text(0, 0, "kept"));
    }

    /** It may wait for the transaction, so that nobody must wait for it here. */
    private static void giveTime(CompletableFuture<?> work) {
        work.copy()
                .completeOnTimeout(null, 300, TimeUnit.MILLISECONDS)
                .handle((_, _) -> true)
                .join();
    }

    @Test
    void a_writer_that_says_goodbye_leaves_its_streams_at_once() {
        signs().alive(WRITER, LEASE);
        signs().alive(OTHER, LEASE);
        begin();
        signs().gone(WRITER);
        assertThat(claimed()).containsExactly(BEGUN);
    }

    @Test
    void a_writer_knows_what_it_writes() {
        begin();
        assertThat(signs().running(WRITER)).containsExactly(BEGUN);
        assertThat(signs().running(OTHER)).isEmpty();
        store().end(WRITER, ENDED);
        assertThat(signs().running(WRITER)).isEmpty();
    }

    @Test
    void what_is_not_kept_is_known() {
        begin();
        store().append(WRITER, List.of(text(0, 0, "a"), text(1, 1, "b")));
        StreamId unknown = new StreamId(new UUID(3, 5));
        assertThat(store().lacking(Map.of(ID, 1, unknown, 0))).containsExactly(unknown);
        assertThat(store().lacking(Map.of(ID, 2))).containsExactly(ID);
        assertThat(store().lacking(Map.of())).isEmpty();
    }

    @Test
    void nobody_takes_over_from_itself() {
        begin();
        assertThat(transactions().inTransaction(() -> signs().claimAbandoned(WRITER, 10)))
                .isEmpty();
    }

    @Test
    void a_stream_that_is_over_is_never_abandoned() {
        begin();
        store().end(WRITER, ENDED);
        assertThat(claimed()).isEmpty();
    }

    private List<ChatStream> claimed() {
        return transactions().inTransaction(() -> signs().claimAbandoned(OTHER, 10));
    }

    @Test
    void a_stop_reaches_the_writer_alone() {
        begin();
        assertThat(signs().askedToStop(WRITER)).isEmpty();
        signs().askToStop(ID);
        assertThat(signs().askedToStop(WRITER)).containsExactly(ID);
        assertThat(signs().askedToStop(OTHER)).isEmpty();
        store().end(WRITER, ENDED);
        assertThat(signs().askedToStop(WRITER)).isEmpty();
    }

    @Test
    void a_reader_elsewhere_is_known_for_a_while() {
        begin();
        assertThat(signs().readWithin(Set.of(ID), LEASE)).isEmpty();
        StreamId over = new StreamId(new UUID(3, 5));
        store().begin(begun(over, NOON), Optional.empty(), WRITER);
        store().end(WRITER, begun(over, NOON).ended(ENDED.state(), ENDED.end().orElseThrow()));
        signs().reading(Set.of(ID, over));
        assertThat(signs().readWithin(Set.of(ID, over), LEASE)).containsExactly(ID);
        assertThat(signs().readWithin(Set.of(new StreamId(new UUID(3, 5))), LEASE))
                .isEmpty();
        pass(LEASE.plusSeconds(1));
        assertThat(signs().readWithin(Set.of(ID), LEASE)).isEmpty();
    }
}
