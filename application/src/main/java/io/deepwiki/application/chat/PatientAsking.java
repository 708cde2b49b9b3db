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

    /** So that a provider that says "at once" is not asked in a loop. */
    private static final int MOST_WAITS = 3;

    /** Where the provider does not say how long. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

    private final ChatModel model;
    private final AnswerWriter writer;
    private final FirstLine sink;
    private Duration waited = Duration.ZERO;
    private int waits;
    private boolean shortened;
    /** What the reader is told before the text, once there is some. */
    private String note = "";

    /** @param sink takes the text on its way to the writer */
    PatientAsking(ChatModel model, AnswerWriter writer, TokenSink sink) {
        this.model = model;
        this.writer = writer;
        this.sink = new FirstLine(sink);
    }

    /**
     * Lets the note go out with the first piece, not before: a call that fails after all has given no byte then, and is a failure as any
     * other.
     */
    private final class FirstLine implements TokenSink {
        private final TokenSink sink;
        private boolean begun;

        FirstLine(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void accept(String piece) {
            if (!begun && !piece.isEmpty()) {
                begun = true;
                if (!note.isEmpty()) {
                    sink.note(note);
                }
            }
            sink.accept(piece);
        }

        @Override
        public void asked(int promptTokens) {
            sink.asked(promptTokens);
        }

        @Override
        public void whole() {
            sink.whole();
        }

        @Override
        public void again() {
            begun = false;
            sink.again();
        }

        @Override
        public void cut(Cut what) {
            sink.cut(what);
        }
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
            note = told;
            return asked.withoutContext();
        }
        if (e.failure() instanceof RateLimited(var after)) {
            Duration wait = after.orElse(USUAL_WAIT);
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
