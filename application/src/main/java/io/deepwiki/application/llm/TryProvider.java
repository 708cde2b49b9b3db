package io.deepwiki.application.llm;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.CodeMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Asks a provider one short question and hangs up at the first sign of an answer: it costs about a token. */
public final class TryProvider {
    private final ChatModels models;
    private final BiFunction<ModelRef, ModelFailure, String> advice;
    private final InstantSource clock;

    /**
     * @param models as impatient as whoever waits for the trial
     * @param advice what to look at after such a failure, as a sentence to append; empty if there is nothing to say
     */
    public TryProvider(ChatModels models, BiFunction<ModelRef, ModelFailure, String> advice, InstantSource clock) {
        this.models = models;
        this.advice = advice;
        this.clock = clock;
    }

    /**
     * Tries the model that would be asked there when a request names none.
     *
     * @param provider its id
     * @throws FailureException NotFound
     */
    public Trial of(String provider) {
        ChatModels.Provider known = models.providers().stream()
                .filter(each -> each.id().equals(provider))
                .findFirst()
                .orElseThrow(() -> new FailureException(new NotFound("unknown_provider", unknown())));
        return known.configured() ? tried(model(known)) : notConfigured(known);
    }

    private String unknown() {
        return "There is no such provider. Known are: "
                + models.providers().stream().map(ChatModels.Provider::id).collect(Collectors.joining(", ")) + ".";
    }

    private ModelRef model(ChatModels.Provider provider) {
        return models.preferred().provider().equals(provider.id())
                ? models.preferred()
                : new ModelRef(provider.id(), provider.models().getFirst().id());
    }

    private static Trial notConfigured(ChatModels.Provider provider) {
        String advice = provider.requires()
                .map(variable -> " Set " + variable + " and start again.")
                .orElse("");
        String error = "The provider " + provider.id() + " is not configured." + advice;
        return new Trial(Optional.empty(), Duration.ZERO, Optional.of(error), false);
    }

    private Trial tried(ModelRef ref) {
        ChatModel model = models.find(ref).orElseThrow();
        Instant begun = clock.instant();
        try {
            model.reply(question(), _ -> {
                throw new ReaderGone();
            });
        } catch (ReaderGone _) {
            return new Trial(Optional.of(ref), since(begun), Optional.empty(), false);
        } catch (ModelException e) {
            Failure told = ModelFailures.told(e.failure());
            String error = Sentences.of(told) + advice.apply(ref, e.failure());
            return new Trial(Optional.of(ref), since(begun), Optional.of(error), passing(e.failure()));
        }
        return new Trial(Optional.of(ref), since(begun), Optional.empty(), false);
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }

    private static Prompt question() {
        var answer = new Prompt.Answer("Answer with the word ok.", List.of(), List.of());
        return new Prompt(answer, "deepwiki", Language.ENGLISH, List.of(), CodeMap.of(List.of(), ""));
    }

    private static boolean passing(ModelFailure failure) {
        return switch (failure) {
            case ModelFailure.RateLimited _, ModelFailure.Overloaded _, ModelFailure.TimedOut _ -> true;
            default -> false;
        };
    }

    /**
     * What came of it.
     *
     * @param model empty if none was asked
     * @param took until the first sign of an answer, or of a failure
     * @param error a sentence for people; empty if it answers
     * @param passing it failed, but nothing is wrong here: it may go well later
     */
    public record Trial(Optional<ModelRef> model, Duration took, Optional<String> error, boolean passing) {
        /** Whether it answers. */
        public boolean ok() {
            return error.isEmpty();
        }
    }
}
