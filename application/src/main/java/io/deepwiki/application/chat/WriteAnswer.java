package io.deepwiki.application.chat;

import static java.lang.System.Logger.Level.ERROR;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.streaming.ReaderGone;
import java.util.Optional;
import java.util.function.Function;

/** Writes one answer from its first part to its last. Ends its log in every case. */
final class WriteAnswer {
    private static final System.Logger LOG = System.getLogger(WriteAnswer.class.getName());

    private WriteAnswer() {}

    /** @param text writes the whole text, and says why the model stopped; any exception ends the answer, with what it means */
    static void into(LiveAnswer live, Function<AnswerWriter, FinishReason> text) {
        AnswerWriter writer = new AnswerWriter(live.log(), live.before());
        try {
            writer.done(text.apply(writer));
        } catch (FailureException e) {
            writer.failed(live.stopped().map(Stop::failure).orElse(e.failure()));
        } catch (ModelException e) {
            writer.failed(live.stopped().map(Stop::failure).orElseGet(() -> ModelFailures.told(e.failure())));
        } catch (ReaderGone _) {
            writer.failed(live.stopped().orElse(Stop.INTERRUPTED).failure());
        } catch (RuntimeException e) {
            if (live.stopped().isEmpty()) {
                LOG.log(ERROR, "event=answer_failed stream=" + live.stream().id(), e);
            }
        } finally {
            writer.failed(live.stopped().map(Stop::failure).orElseGet(WriteAnswer::defect)); // unless it has ended
        }
    }

    private static Failure defect() {
        return new Unavailable("internal_error", "Something went wrong here: ask again.", Optional.empty());
    }
}
