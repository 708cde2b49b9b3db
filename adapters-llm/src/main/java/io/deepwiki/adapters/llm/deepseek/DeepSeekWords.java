package io.deepwiki.adapters.llm.deepseek;

import io.deepwiki.adapters.llm.openai.OpenAiErrorJson;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import java.util.Optional;
import java.util.function.Function;

/** What DeepSeek says only in the message: its code is {@code invalid_request_error} whatever happened. */
final class DeepSeekWords implements Function<OpenAiErrorJson, Optional<ModelFailure>> {
    @Override
    public Optional<ModelFailure> apply(OpenAiErrorJson error) {
        if (error.message().contains("insufficient balance")) {
            return Optional.of(new QuotaGone());
        }
        if (error.message().contains("model not exist")) {
            return Optional.of(new NoSuchModel());
        }
        return error.message().contains("content exists risk") ? Optional.of(new Filtered()) : Optional.empty();
    }
}
