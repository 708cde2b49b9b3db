package io.deepwiki.application.chat;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.chat.AnswerPart.Done;
import io.deepwiki.application.chat.AnswerPart.Failed;
import io.deepwiki.application.chat.AnswerPart.Text;
import io.deepwiki.application.chat.AnswerPart.Used;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps an answer while it is being written: one more reader of its log, which stores what came together about ten times a second. A token
 * costs no round trip to the database, and the live reader never waits for one.
 */
final class AnswerJournal {
    private static final System.Logger LOG = System.getLogger(AnswerJournal.class.getName());
    private static final Duration MERGED_OVER = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ChatStreamStore streams;
    private final Transactions transactions;
    private final InstantSource clock;

    AnswerJournal(ChatStreamStore streams, Transactions transactions, InstantSource clock) {
        this.streams = streams;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Follows the answer to its end. */
    void keep(ChatStream stream, Feed<AnswerPart> answer) {
        try (answer) {
            Pending pending = new Pending();
            while (!answer.ended()) {
                Optional<AnswerPart> part = answer.next(pending.text.isEmpty() ? LONG : MERGED_OVER);
                part.ifPresent(pending::take);
                if (part.isEmpty() || pending.isLarge() || answer.ended()) {
                    flush(stream, pending);
                }
            }
            transactions.inTransaction(() -> streams.end(stream.ended(pending.state, pending.end(clock))));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=answer_not_kept stream=" + stream.id(), e);
        }
    }

    private void flush(ChatStream stream, Pending pending) {
        if (!pending.text.isEmpty()) {
            String piece = pending.text.toString();
            transactions.inTransaction(() -> streams.append(stream.id(), pending.stored, piece));
            pending.stored += piece.getBytes(StandardCharsets.UTF_8).length;
            pending.text.setLength(0);
        }
    }

    /** What has been read and not yet stored, and what is known of the end. */
    private static final class Pending {
        private static final int LARGE = 16_384;

        private final StringBuilder text = new StringBuilder();
        private long stored;
        private StreamState state = StreamState.INTERRUPTED;
        private TokenUsage usage = TokenUsage.NONE;
        private String sha256 = "";
        private String error = "";

        void take(AnswerPart part) {
            switch (part) {
                case Text(long _, String piece) -> text.append(piece);
                case Used(TokenUsage used) -> usage = used;
                case Done done -> {
                    state = StreamState.COMPLETED;
                    sha256 = done.sha256();
                }
                case Failed(var failure) -> {
                    state = failure instanceof Conflict ? StreamState.CANCELLED : StreamState.FAILED;
                    error = failure.getClass().getSimpleName();
                }
                case AnswerPart.Opened _, AnswerPart.Sources _, AnswerPart.Notice _ -> {}
            }
        }

        boolean isLarge() {
            return text.length() > LARGE;
        }

        ChatStream.End end(InstantSource clock) {
            return new ChatStream.End(stored, sha256, usage, error, clock.instant());
        }
    }
}
