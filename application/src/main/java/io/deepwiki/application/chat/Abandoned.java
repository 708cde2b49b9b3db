package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.End;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.retrieval.TokenEstimate;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.InstantSource;
import java.util.List;

/** Ends the answers whose instance is gone: what there is of them is kept, and whoever reads them is told. */
final class Abandoned {
    private static final int AT_ONCE = 50;

    private final Keeping keeping;
    private final InstanceId instance;
    private final InstantSource clock;

    Abandoned(Keeping keeping, InstanceId instance, InstantSource clock) {
        this.keeping = keeping;
        this.instance = instance;
        this.clock = clock;
    }

    /** Ends all that there are. */
    void end() {
        int found = AT_ONCE;
        while (found == AT_ONCE) {
            found = keeping.transactions().inTransaction(() -> {
                List<ChatStream> streams = keeping.signs().claimAbandoned(instance, AT_ONCE);
                streams.forEach(this::end);
                return streams.size();
            });
        }
    }

    private void end(ChatStream stream) {
        List<StoredPart> parts = keeping.streams().parts(stream.id(), -1, Integer.MAX_VALUE);
        WrittenText text = new WrittenText();
        TokenUsage usage = TokenUsage.NONE;
        for (StoredPart stored : parts) {
            switch (stored.part()) {
                case Text(long _, String piece) -> text.add(piece);
                case Asked(int tokens) -> usage = usage.plus(new TokenUsage(tokens, 0, true));
                default -> {} // costs nothing
            }
        }
        usage = usage.plus(new TokenUsage(0, TokenEstimate.of(text.from(0)), true));
        Failed failed = new Failed(Stop.INTERRUPTED.failure(), text.bytes(), text.sha256());
        int next = parts.isEmpty() ? 0 : parts.getLast().position() + 1;
        keeping.streams()
                .append(
                        instance,
                        List.of(
                                new StoredPart(stream.id(), next, text.bytes(), new Used(usage)),
                                new StoredPart(stream.id(), next + 1, text.bytes(), failed)));
        End end = new End(text.bytes(), failed.sha256(), usage, Sentences.of(failed.failure()), clock.instant());
        keeping.streams().end(instance, stream.ended(StreamState.INTERRUPTED, end));
    }
}
