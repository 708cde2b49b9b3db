package io.deepwiki.adapters.llm.openrouter;

import io.deepwiki.adapters.llm.openai.OpenAiErrorJson;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import java.util.Optional;
import java.util.function.Function;

/**
 * What OpenRouter means beyond its numbers, as its page on errors documents them: 403 is a refused question, a key without the right, or a key
 * that has spent its limit; 400 may be a model that nobody has.
 *
 * @param keyVariable the environment variable that people are told to look at
 */
record OpenRouterWords(String keyVariable) implements Function<OpenAiErrorJson, Optional<ModelFailure>> {
    @Override
    public Optional<ModelFailure> apply(OpenAiErrorJson error) {
        return switch (error.code()) {
            case "400" -> badRequest(error);
            case "403" -> Optional.of(forbidden(error));
            case "429" -> error.message().contains("per-day") ? Optional.of(new QuotaGone()) : Optional.empty();
            case "502" -> Optional.of(new Overloaded());
            default -> Optional.empty();
        };
    }

    private static Optional<ModelFailure> badRequest(OpenAiErrorJson error) {
        return error.message().contains("not a valid model id") ? Optional.of(new NoSuchModel()) : Optional.empty();
    }

    private ModelFailure forbidden(OpenAiErrorJson error) {
        boolean flagged = error.detail().contains("flagged_input")
                || error.message().contains("moderation")
                || error.message().contains("flagged");
        if (flagged) {
            return new Filtered();
        }
        return error.message().contains("limit exceeded") ? new QuotaGone() : new BadCredentials(keyVariable);
    }
}
