package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Gone;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.OutOfRange;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.FromOffset;
import io.deepwiki.application.streaming.Utf8;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What can be done with an answer by whoever asked for it, on any instance: look, come back to it, stop it. */
public final class ChatStreams {
    /** How long the text of an answer is kept after its end. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final Keeping keeping;
    private final LiveAnswers live;
    private final InstantSource clock;

    public ChatStreams(Keeping keeping, LiveAnswers live, InstantSource clock) {
        this.keeping = keeping;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Where an answer stands.
     *
     * @param bytes of its text so far, in UTF-8
     * @param failure why it is not whole; empty if it is, or runs
     */
    public record Look(ChatStream stream, long bytes, Optional<Failure> failure) {}

    /** @throws FailureException NotFound, also for an answer that somebody else asked for */
    public Look look(StreamId id, Caller caller) {
        ChatStream stream = find(id, caller);
        if (stream.state() == StreamState.RUNNING) {
            return new Look(stream, bytes(id), Optional.empty());
        }
        long bytes = stream.end().map(ChatStream.End::bytes).orElse(0L);
        return new Look(stream, bytes, failure(stream));
    }

    private long bytes(StreamId id) {
        return keeping.streams()
                .newest(id)
                .map(newest -> newest.offset() + (newest.part() instanceof Text piece ? Utf8.length(piece.text()) : 0))
                .orElse(0L);
    }

    private Optional<Failure> failure(ChatStream stream) {
        return stream.state() == StreamState.COMPLETED
                ? Optional.empty()
                : keeping.streams()
                        .newest(stream.id())
                        .flatMap(newest -> newest.part() instanceof Failed failed
                                ? Optional.of(failed.failure())
                                : Optional.empty());
    }

    /**
     * A reader's place in it.
     *
     * @param offset in bytes of the text's UTF-8, 0 or more; one past the end is told by the parts, since an answer that runs elsewhere
     *     may be ahead of what is stored
     * @throws FailureException NotFound; Gone when its text is no longer kept
     */
    public Answering resume(StreamId id, Caller caller, long offset) {
        ChatStream stream = find(id, caller);
        if (stream.end()
                .filter(end -> end.at().plus(KEPT).isBefore(clock.instant()))
                .isPresent()) {
            throw new FailureException(new Gone("The text of this answer is no longer kept: ask again."));
        }
        if (stream.state() != StreamState.RUNNING && stream.state() != StreamState.INTERRUPTED) {
            checkPlace(stream, offset);
        }
        return follow(stream, offset);
    }

    private static void checkPlace(ChatStream stream, long offset) {
        long bytes = stream.end().map(ChatStream.End::bytes).orElse(0L);
        if (offset > bytes) {
            throw new FailureException(
                    new OutOfRange("The answer has " + bytes + " bytes: ask from there, or before."));
        }
    }

    /**
     * A place in a stream that is there. A research is followed by what is stored of it, here as well: another instance may have to go on
     * with it, and must not have to take back what somebody has read.
     */
    Answering follow(ChatStream stream, long offset) {
        Optional<LiveAnswer> here = live.find(stream.id()).filter(_ -> stream.kind() == Kind.ANSWER);
        if (here.isPresent()) {
            boolean over = here.get().log().last().isPresent();
            return new Answering(stream, here.get().follow(offset), offset, over);
        }
        StoredAnswer stored = new StoredAnswer(stream, keeping, live);
        return new Answering(stream, new FromOffset(stored, offset), offset, stream.state() != StreamState.RUNNING);
    }

    /**
     * Stops it, wherever it is written.
     *
     * @return whether it ran
     * @throws FailureException NotFound
     */
    public boolean cancel(StreamId id, Caller caller) {
        boolean running = find(id, caller).state() == StreamState.RUNNING;
        Optional<LiveAnswer> here = live.find(id);
        if (here.isPresent()) {
            running = here.get().log().last().isEmpty();
            here.get().stop(Stop.ASKED);
        } else if (running) {
            keeping.signs().askToStop(id);
        }
        return running;
    }

    private ChatStream find(StreamId id, Caller caller) {
        return keeping.streams()
                .find(id, caller)
                .orElseThrow(() -> new FailureException(
                        new NotFound("not_found", "There is no such answer, or it was asked for with another key.")));
    }
}
