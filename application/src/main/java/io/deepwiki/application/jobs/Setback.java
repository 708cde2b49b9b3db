package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import java.time.Duration;
import java.util.Optional;

/** What it means for a work item, and for its job, that a try came to nothing. */
sealed interface Setback {
    /** In a sentence for people. */
    String why();

    /** It came too early: that is nobody's fault, and no try. {@code after}: not before that time, if it was told. */
    record TooEarly(String why, Optional<Duration> after) implements Setback {}

    /** No other item of the job would fare better until somebody has mended something. */
    record ToBeMended(String why) implements Setback {}

    /** It may pass by itself. */
    record Passing(String why) implements Setback {}

    /** It would be the same at every further try. */
    record Lasting(String why) implements Setback {}

    /** The service died too often at it. */
    record Deadly(String why) implements Setback {}

    /** The run has spent what it may. */
    record CeilingReached(String why) implements Setback {}

    /** Something that nobody thought of: it is logged, and tried again. */
    record Defect() implements Setback {
        @Override
        public String why() {
            return "Something went wrong inside the service; its log says more.";
        }
    }

    /** What the exception means that ended a try. */
    static Setback of(RuntimeException e) {
        return switch (e) {
            case ModelException failed -> of(failed.failure());
            case FailureException failed -> of(failed.failure());
            default -> new Defect();
        };
    }

    private static Setback of(ModelFailure failure) {
        String why = Sentences.of(ModelFailures.told(failure));
        return switch (failure) {
            case ModelFailure.RateLimited(Optional<Duration> after) -> new TooEarly(why, after);
            case ModelFailure.BadCredentials _, ModelFailure.QuotaGone _, ModelFailure.NotConfigured _ ->
                new ToBeMended(why);
            case ModelFailure.Overloaded _,
                    ModelFailure.TimedOut _,
                    ModelFailure.CutOff _,
                    ModelFailure.EmptyAnswer _,
                    ModelFailure.Unreachable _,
                    ModelFailure.BadRequest _ -> // that is also an answer that nobody understands
                new Passing(why);
            case ModelFailure.TooLong _, ModelFailure.NoSuchModel _, ModelFailure.Filtered _ -> new Lasting(why);
        };
    }

    private static Setback of(Failure failure) {
        String why = Sentences.of(failure);
        return switch (failure) {
            case TooMany tooMany -> new TooEarly(why, Optional.of(tooMany.retryAfter()));
            case Unavailable away
            when away.code().equals(Unavailable.PROVIDER_NOT_CONFIGURED)
                    || away.code().equals(Calls.JOB_PAUSED) -> new ToBeMended(why);
            case Forbidden forbidden when forbidden.code().equals(Calls.CEILING_REACHED) -> new CeilingReached(why);
            case Unavailable _, Failure.BadUpstream _, Failure.UpstreamTimedOut _ -> new Passing(why);
            case Failure.Rejected _,
                    Failure.Invalid _,
                    Failure.Unauthorized _,
                    Forbidden _,
                    Failure.NotFound _,
                    Failure.Gone _,
                    Failure.Conflict _,
                    Failure.TooLarge _,
                    Failure.OutOfRange _ -> new Lasting(why);
        };
    }
}
