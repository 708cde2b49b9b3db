package io.deepwiki.cli;

import io.deepwiki.cli.ModelTrials.Outcome;
import io.deepwiki.cli.ModelTrials.Trial;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Trial>> trials = providers.stream()
                    .filter(provider -> provider.configured() && !provider.id().equals(BUILTIN))
                    .map(provider -> CompletableFuture.supplyAsync(() -> of(provider.id()), threads))
                    .toList();
            return trials.stream().map(CompletableFuture::join).toList();
        }
    }

    private Trial of(String provider) {
        try {
            ApiJson.Trial trial = api.tryProvider(provider);
            String model = provider + "/" + Objects.requireNonNullElse(trial.model(), "?");
            return trial.ok()
                    ? new Trial(Outcome.ANSWERED, model + " answers")
                    : new Trial(trial.passing() ? Outcome.LATER : Outcome.BROKEN, model + ": " + trial.error());
        } catch (CommandFailure e) {
            return new Trial(Outcome.LATER, provider + " could not be tried: " + e.getMessage());
        }
    }
}
