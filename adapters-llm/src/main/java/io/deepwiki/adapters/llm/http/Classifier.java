package io.deepwiki.adapters.llm.http;

import io.deepwiki.application.llm.port.ModelFailure;
import java.util.Optional;
import java.util.function.Function;

/** Says what a provider means by an answer that is not the wanted one. */
public interface Classifier {
    /** Why it refused: from the status and the structured code first, from the words of the message last. */
    ModelFailure refused(Refusal refusal);

    /** Whether an event of a stream that began well is an error in disguise. */
    Optional<ModelFailure> inStream(String event);

    /**
     * An answer with a status other than 2xx.
     *
     * @param body its first 64 KiB
     * @param header a header's first value, by its name in any case
     */
    record Refusal(int status, String body, Function<String, Optional<String>> header) {}
}
