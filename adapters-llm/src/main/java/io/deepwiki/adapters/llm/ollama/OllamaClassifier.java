package io.deepwiki.adapters.llm.ollama;

import io.deepwiki.adapters.llm.http.BareStatus;
import io.deepwiki.adapters.llm.http.Classifier;
import io.deepwiki.adapters.llm.http.RetryAfter;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads Ollama's errors, {@code {"error":"…"}}: it has no codes, so that beside the status there are only the words of its source. */
final class OllamaClassifier implements Classifier {
    private static final List<String> NOT_PULLED = List.of("try pulling it first", "\" not found", "' not found");
    private static final List<String> TOO_LONG =
            List.of("context length", "context size", "context window", "prompt is too long", "input length exceeds");
    private static final List<String> NO_ROOM =
            List.of("more system memory", "out of memory", "resource limitations", "server busy", "runner process");

    private final BareStatus status;

    /** @param hostVariable the environment variable that people are told to look at */
    OllamaClassifier(String hostVariable, InstantSource clock) {
        this.status = new BareStatus(hostVariable, new RetryAfter(clock));
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        return told(OllamaLineJson.read(refusal.body()).error()).orElseGet(() -> status.meaning(refusal));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        if (!event.contains("\"error\"")) {
            return Optional.empty();
        }
        String error = OllamaLineJson.read(event).error();
        return error.isEmpty() ? Optional.empty() : Optional.of(told(error).orElseGet(Overloaded::new));
    }

    private static Optional<ModelFailure> told(String error) {
        if (NOT_PULLED.stream().anyMatch(error::contains)) {
            return Optional.of(new NoSuchModel());
        }
        if (TOO_LONG.stream().anyMatch(error::contains)) {
            return Optional.of(new TooLong());
        }
        if (error.contains("timed out")) {
            return Optional.of(new TimedOut());
        }
        return NO_ROOM.stream().anyMatch(error::contains) ? Optional.of(new Overloaded()) : Optional.empty();
    }
}
