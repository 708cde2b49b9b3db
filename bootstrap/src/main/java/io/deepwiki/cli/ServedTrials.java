package io.deepwiki.cli;

import io.deepwiki.cli.ModelTrials.Outcome;
import io.deepwiki.cli.ModelTrials.Trial;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a running service try the providers that it was started with, all at the same time. */
final class ServedTrials {
    /** Asks nobody: there is nothing to try. */
    private static final String BUILTIN = "builtin";

    private final ServiceApi api;

    ServedTrials(ServiceApi api) {
        this.api = api;
    }

    /** What came of it, for those that are configured, in their order. */
    List<Trial> of(List<ApiJson.Provider> providers) {
        List<CompletableFuture<Trial>> trials = providers.stream()
                .filter(provider -> provider.configured() && !provider.id().equals(BUILTIN))
                .map(provider -> api.tryProvider(provider.id())
                        .handle((answer, failure) -> told(provider.id(), answer, failure)))
                .toList();
        return trials.stream().map(CompletableFuture::join).toList();
    }

    private static Trial told(String provider, @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return untried(provider, String.valueOf(failure));
        }
        try {
            return answer.statusCode() == 200
                    ? told(provider, ApiJson.read(answer.body(), ApiJson.Trial.class))
                    : untried(
                            provider,
                            Refusal.of(answer, answer.body()).failure().getMessage());
        } catch (CommandFailure e) {
            return untried(provider, e.getMessage());
        }
    }

    private static Trial told(String provider, ApiJson.Trial trial) {
        String model = provider + "/" + Objects.requireNonNullElse(trial.model(), "?");
        return trial.ok()
                ? new Trial(Outcome.ANSWERED, model + " answers")
                : new Trial(trial.passing() ? Outcome.LATER : Outcome.BROKEN, model + ": " + trial.error());
    }

    private static Trial untried(String provider, @Nullable String why) {
        return new Trial(Outcome.LATER, provider + " could not be tried: " + why);
    }
}
