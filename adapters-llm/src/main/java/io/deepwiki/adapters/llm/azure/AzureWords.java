package io.deepwiki.adapters.llm.azure;

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
 * What Azure says in place of OpenAI's codes.
 *
 * @param keyVariable the environment variable that people are told to look at
 */
record AzureWords(String keyVariable) implements Function<OpenAiErrorJson, Optional<ModelFailure>> {
    @Override
    public Optional<ModelFailure> apply(OpenAiErrorJson error) {
        if (error.detail().contains("responsibleaipolicyviolation")) {
            return Optional.of(new Filtered());
        }
        return switch (error.code()) {
            case "deploymentnotfound", "unknown_model", "modelnotfound" -> Optional.of(new NoSuchModel());
            case "permissiondenied", "invalidauthenticationtoken" -> Optional.of(new BadCredentials(keyVariable));
            case "insufficientquota", "quotaexceeded" -> Optional.of(new QuotaGone());
            case "internalservererror", "serviceunavailable" -> Optional.of(new Overloaded());
            default -> Optional.empty();
        };
    }
}
