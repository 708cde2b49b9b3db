package io.deepwiki.application.chat;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Sees to the answers whose instance is gone: it goes on with what can be gone on with, and the others end, with the text that they have. */
final class Abandoned {
    private static final System.Logger LOG = System.getLogger(Abandoned.class.getName());
    private static final int AT_ONCE = 50;

    private final Keeping keeping;
    private final LiveAnswers live;
    private final InstanceId instance;
    private final BooleanSupplier mayClaim;
    private final BiPredicate<ChatStream, List<AnswerPart>> takeover;
    /** Claimed: nobody else sees to them, whatever goes wrong here. */
    private final Queue<ChatStream> claimed = new ArrayDeque<>();
    /** Ours by their rows, and written by nobody here. */
    private Set<StreamId> unwritten = Set.of();

    /**
     * Those that one instance may claim.
     *
     * @param mayClaim whether the silence of the others is theirs at this moment, and not that of the database
     * @param takeover goes on with a stream by what is stored of it, or says that it cannot
     */
    Abandoned(
            Keeping keeping,
            LiveAnswers live,
            InstanceId instance,
            BooleanSupplier mayClaim,
            BiPredicate<ChatStream, List<AnswerPart>> takeover) {
        this.keeping = keeping;
        this.live = live;
        this.instance = instance;
        this.mayClaim = mayClaim;
        this.takeover = takeover;
    }

    /** Sees to all that there are. Used by one thread. */
    void settle() {
        claimed.addAll(orphans());
        int found = AT_ONCE;
        while (found == AT_ONCE) {
            List<ChatStream> streams = keeping.transactions().inTransaction(this::claimed);
            claimed.addAll(streams);
            for (int left = claimed.size(); left > 0; left--) {
                settleOrKeep(claimed.remove());
            }
            found = streams.size();
        }
    }

    /** Asked here, since the transaction may have waited long for a database that was away. */
    private List<ChatStream> claimed() {
        return mayClaim.getAsBoolean() ? keeping.signs().claimAbandoned(instance, AT_ONCE) : List.of();
    }

    /**
     * Our own that nobody writes: the server may have kept a beginning that it did not confirm. One that ends at this moment may seem so too,
     * but not twice.
     */
    private List<ChatStream> orphans() {
        List<ChatStream> running = keeping.signs().running(instance);
        Set<StreamId> claims = claimed.stream().map(ChatStream::id).collect(Collectors.toSet());
        List<ChatStream> found = running.stream()
                .filter(stream -> !live.has(stream.id()) && !claims.contains(stream.id()))
                .toList();
        List<ChatStream> orphans =
                found.stream().filter(stream -> unwritten.contains(stream.id())).toList();
        unwritten = found.stream().map(ChatStream::id).collect(Collectors.toSet());
        return orphans;
    }

    /** One that cannot be read now must not stand in the way of the others. */
    private void settleOrKeep(ChatStream stream) {
        try {
            settle(stream);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=stream_not_settled stream=" + stream.id(), e);
            claimed.add(stream);
        }
    }

    private void settle(ChatStream stream) {
        List<AnswerPart> before = keeping.streams().parts(stream.id(), -1, Integer.MAX_VALUE).stream()
                .map(StoredPart::part)
                .toList();
        if (!takenOver(stream, before)) {
            LiveAnswer answer = new LiveAnswer(
                    stream, true, before, it -> new AnswerWriter(it.log(), before).failed(Stop.INTERRUPTED.failure()));
            live.add(answer);
            live.write(answer);
        }
    }

    private boolean takenOver(ChatStream stream, List<AnswerPart> before) {
        try {
            return takeover.test(stream, before);
        } catch (RuntimeException e) {
            if (e instanceof FailureException failed && failed.databaseAway()) {
                throw e; // the stream stays claimed, and is looked at again
            }
            LOG.log(WARNING, "event=stream_not_taken_over stream=" + stream.id(), e);
            return false;
        }
    }
}
