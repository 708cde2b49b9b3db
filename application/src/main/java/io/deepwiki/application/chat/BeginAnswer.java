package io.deepwiki.application.chat;

import io.deepwiki.application.chat.Wish.Once;
import io.deepwiki.application.chat.port.ChatStreamStore.Binding;
import io.deepwiki.application.chat.port.ChatStreamStore.Bound;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Begins an answer: within what its caller may ask for, once for a request that is sent again, and on a thread of its own. */
public final class BeginAnswer {
    /** How long an idempotency key is bound to its stream. */
    private static final Duration BOUND = Duration.ofHours(24);

    private final Keeping keeping;
    private final ChatStreams streams;
    private final LiveAnswers live;
    private final Place place;
    private final Stamps stamps;

    public BeginAnswer(Keeping keeping, ChatStreams streams, LiveAnswers live, Place place, Stamps stamps) {
        this.keeping = keeping;
        this.streams = streams;
        this.live = live;
        this.place = place;
        this.stamps = stamps;
    }

    /**
     * Where answers are written.
     *
     * @param limit what one key may ask for
     * @param threads one for each answer
     */
    public record Place(InstanceId instance, RateLimit limit, Executor threads) {}

    /**
     * Begins it, or finds the one that was begun by the same request.
     *
     * @throws FailureException TooMany; Conflict {@code idempotency_key_reused} when the key stood for another request
     */
    Answering begin(ChatQuestion question, Caller caller, Wish wish, Function<AnswerWriter, FinishReason> text) {
        return begin(begun(Kind.ANSWER, question, caller), wish, _ -> {}, text);
    }

    /** A stream that begins now. */
    public ChatStream begun(Kind kind, ChatQuestion question, Caller caller) {
        return ChatStream.begun(
                new StreamId(stamps.newId()), kind, caller, question.repository(), question.model(), stamps.now());
    }

    /**
     * The same for a stream of any kind.
     *
     * @param also keeps what belongs to it, in the transaction in which it begins
     */
    public Answering begin(
            ChatStream fresh, Wish wish, Consumer<StreamId> also, Function<AnswerWriter, FinishReason> text) {
        return live.beginning(fresh.id(), () -> keptAndWritten(fresh, wish, also, text));
    }

    private Answering keptAndWritten(
            ChatStream fresh, Wish wish, Consumer<StreamId> also, Function<AnswerWriter, FinishReason> text) {
        Caller caller = fresh.owner();
        ChatStream stream = keeping.transactions().inTransaction(() -> {
            ChatStream kept = kept(fresh, wish.once());
            if (kept.equals(fresh)) {
                also.accept(fresh.id());
            }
            return kept;
        });
        if (!stream.id().equals(fresh.id())) {
            return streams.resume(stream.id(), caller, 0);
        }
        LiveAnswer answer = new LiveAnswer(stream, wish.detached(), it -> WriteAnswer.into(it, text));
        live.add(answer);
        Answering answering = streams.follow(stream, 0);
        write(answer);
        return answering;
    }

    /** Goes on with a stream of an instance that is gone; this instance has claimed it. It goes on without a reader, too. */
    public void goOn(ChatStream stream, List<AnswerPart> before, Function<AnswerWriter, FinishReason> text) {
        LiveAnswer answer = new LiveAnswer(stream, true, before, it -> WriteAnswer.into(it, text));
        live.add(answer);
        write(answer);
    }

    private void write(LiveAnswer answer) {
        try {
            place.threads().execute(() -> live.write(answer));
        } catch (RejectedExecutionException _) {
            answer.stop(Stop.INTERRUPTED); // the service is about to end
            live.write(answer);
        }
    }

    private ChatStream kept(ChatStream fresh, Optional<Once> once) {
        Caller caller = fresh.owner();
        keeping.streams().lock(caller);
        Optional<Bound> bound = once.flatMap(it -> bound(caller, it, fresh.startedAt()));
        if (bound.isPresent()) {
            return bound.get().stream();
        }
        Instant now = fresh.startedAt();
        place.limit()
                .wait(keeping.streams().load(caller, now.minus(RateLimit.WINDOW)), now)
                .ifPresent(after -> {
                    throw new FailureException(
                            new TooMany("This key asks for too much at once: wait a little, then ask again.", after));
                });
        keeping.streams().begin(fresh, once.map(it -> new Binding(it.key(), it.digest())), place.instance());
        return fresh;
    }

    /** The stream of the same request; a key whose time is over, or whose stream has given nothing, is free again. */
    private Optional<Bound> bound(Caller caller, Once once, Instant now) {
        Optional<Bound> bound = keeping.streams().boundTo(caller, once.key());
        if (bound.isEmpty()) {
            return bound;
        }
        ChatStream stream = bound.get().stream();
        if (stream.startedAt().plus(BOUND).isBefore(now) || gaveNothing(stream)) {
            keeping.streams().unbind(stream.id());
            return Optional.empty();
        }
        if (!bound.get().digest().equals(once.digest())) {
            throw new FailureException(new Conflict(
                    "idempotency_key_reused",
                    "This Idempotency-Key was sent with another request: use a new one for a new question."));
        }
        return bound;
    }

    /** Whatever ended it: who asks again would get nothing but that end. */
    private boolean gaveNothing(ChatStream stream) {
        boolean stored = stream.state() != StreamState.COMPLETED
                && stream.end().filter(end -> end.bytes() == 0).isPresent();
        return stored || failedJustNow(stream.id());
    }

    /** Its end may not be stored yet. */
    private boolean failedJustNow(StreamId id) {
        return live.find(id)
                .flatMap(answer -> answer.log().last())
                .filter(last -> last instanceof Failed failed && failed.bytes() == 0)
                .isPresent();
    }
}
