package io.deepwiki.application.llm;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.Failure.TooLarge;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.Failure.UpstreamTimedOut;
import io.deepwiki.application.llm.port.ModelFailure;
import java.time.Duration;
import java.util.Optional;

/** Says a model's failure in the words that leave the application. */
public final class ModelFailures {
    private static final Duration SOON = Duration.ofSeconds(10);

    private ModelFailures() {}

    /** Whether the provider may charge for a call that gave nothing: it was at it when the call ended. */
    public static boolean mayCost(ModelFailure failure) {
        return failure instanceof ModelFailure.TimedOut
                || failure instanceof ModelFailure.CutOff
                || failure instanceof ModelFailure.EmptyAnswer;
    }

    /** What people are told. */
    public static Failure told(ModelFailure failure) {
        return switch (failure) {
            case ModelFailure.TooLong _ ->
                new TooLarge(
                        "prompt_too_long", "The question with its history is too long for this model: shorten it.");
            case ModelFailure.RateLimited(Optional<Duration> after) ->
                new TooMany("The model's provider limits the rate of calls: try again later.", after.orElse(SOON));
            case ModelFailure.QuotaGone _ ->
                new Forbidden("quota_gone", "The account at the model's provider has no quota left.");
            case ModelFailure.BadCredentials(String variable) ->
                new Unavailable(
                        "bad_credentials",
                        "The model's provider refuses the key in " + variable + ".",
                        Optional.empty());
            case ModelFailure.NoSuchModel _ ->
                new Rejected("unsupported_model", "The provider does not know this model: choose another.");
            case ModelFailure.Filtered _ ->
                new Rejected("filtered", "The provider's filter refuses this question: ask it in other words.");
            case ModelFailure.Overloaded _ ->
                new Unavailable(
                        "provider_overloaded",
                        "The model's provider is overloaded: try again soon.",
                        Optional.of(SOON));
            case ModelFailure.TimedOut _ ->
                new UpstreamTimedOut("provider_timed_out", "The model's provider did not answer in time: try again.");
            case ModelFailure.CutOff _ ->
                new BadUpstream("answer_cut_off", "The model's answer broke off before its end: ask again.");
            case ModelFailure.EmptyAnswer _ ->
                new BadUpstream(
                        "empty_answer", "The model gave an empty answer: ask in other words, or choose another model.");
            case ModelFailure.BadRequest _ ->
                new BadUpstream("provider_refused", "The model's provider did not accept the request.");
            case ModelFailure.Unreachable _ ->
                new BadUpstream("provider_unreachable", "The model's provider cannot be reached.");
            case ModelFailure.NotConfigured(String variable) ->
                new Unavailable(
                        Unavailable.PROVIDER_NOT_CONFIGURED,
                        "The provider is not configured. Set " + variable + " and start again.",
                        Optional.empty());
        };
    }
}
