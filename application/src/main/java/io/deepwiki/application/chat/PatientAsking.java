package io.deepwiki.application.chat;

import io.deepwiki.application.concurrency.Pause;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.TokenSink;
import java.time.Duration;

/**
 * Asks a model for one text, and does what can be done as long as nothing of it has gone out: waits when the provider limits the rate of
 * calls, and asks once without what was retrieved when the prompt is too long.
 */
final class PatientAsking {
    /** As long as a reader of a chat is kept waiting, in all. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** A provider that says "at once" is asked again soon, not in a loop. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(500);

    private static final int MOST_WAITS = 3;

    /** Where the provider does not say how long. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

    private final ChatModel model;
    private final AnswerWriter writer;
    private final TokenSink sink;
    private Duration waited = Duration.ZERO;
    private int waits;
    private boolean shortened;

    /** @param sink takes the text on its way to the writer */
    PatientAsking(ChatModel model, AnswerWriter writer, TokenSink sink) {
        this.model = model;
        this.writer = writer;
        this.sink = sink;
    }

    /** @throws ModelException when nothing helps */
    Reply ask(Prompt prompt) {
        Prompt asked = prompt;
        while (true) {
            long before = writer.bytes();
            try {
                Reply reply = model.reply(asked, sink);
                sink.whole();
                writer.settle(reply.usage());
                return reply;
            } catch (ModelException e) {
                if (writer.bytes() > before) {
                    throw e;
                }
                if (!ModelFailures.mayCost(e.failure())) {
                    writer.refused();
                }
                sink.again();
                asked = afterFailure(asked, e);
            }
        }
    }

    private Prompt afterFailure(Prompt asked, ModelException e) {
        if (e.failure() instanceof TooLong && !shortened) {
            shortened = true;
            String told = ContextDropped.sentence(asked.language());
            writer.tell(new Notice("context_dropped", told));
            sink.note(told);
            return asked.withoutContext();
        }
        if (e.failure() instanceof RateLimited(var after)) {
            Duration wait = after.filter(told -> told.compareTo(LEAST_WAIT) > 0)
                    .orElse(after.isPresent() ? LEAST_WAIT : USUAL_WAIT);
            waited = waited.plus(wait);
            if (++waits <= MOST_WAITS && waited.compareTo(LONGEST_WAIT) <= 0) {
                pause(wait);
                return asked;
            }
        }
        throw e;
    }

    private void pause(Duration wait) {
        writer.tell(new Notice(
                "rate_limited",
                "The model's provider limits the rate of calls: asking again in " + Math.ceilDiv(wait.toMillis(), 1_000)
                        + " s."));
        Pause.of(wait);
    }
}
