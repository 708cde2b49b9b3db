package io.deepwiki.application.research;

import io.deepwiki.application.chat.AnswerWriter;
import io.deepwiki.application.concurrency.Pause;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.domain.wiki.OpenFence;
import java.time.Duration;

/** How often a stage is asked for again, and when. */
final class StageRetry {
    private static final int MOST = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private int tried = 1;

    /** Waits for the next try; throws the failure again if there is none. */
    void await(ModelException e, AnswerWriter writer) {
        Duration pause = pause(e.failure());
        if (!passes(e.failure()) || tried == MOST || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw e;
        }
        tried++;
        writer.tell(new Notice(
                StagesDone.RESTARTED,
                "The model did not finish this stage: it is asked again in " + Math.ceilDiv(pause.toMillis(), 1_000)
                        + " s."));
        Pause.of(pause);
        apart(writer);
    }

    /** Sets off what is written next from what stands there, which may have been cut within code. */
    static void apart(AnswerWriter writer) {
        if (writer.length() > 0) {
            writer.accept(OpenFence.closing(writer.from(0)) + "\n\n");
        }
    }

    private Duration pause(ModelFailure failure) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << (tried - 1));
        return failure instanceof RateLimited(var after) ? after.orElse(doubled) : doubled;
    }

    private static boolean passes(ModelFailure failure) {
        return failure instanceof RateLimited
                || failure instanceof Overloaded
                || failure instanceof TimedOut
                || failure instanceof Unreachable
                || failure instanceof CutOff;
    }
}
