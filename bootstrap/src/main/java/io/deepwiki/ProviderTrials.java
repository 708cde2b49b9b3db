package io.deepwiki;

import io.deepwiki.adapters.llm.Providers;
import io.deepwiki.adapters.llm.builtin.BuiltinModel;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.application.llm.TryProvider;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.cli.ModelTrials;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.SettingKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks every configured provider one short question, all at the same time, and hangs up at the first sign of an answer. */
final class ProviderTrials implements ModelTrials {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Budgets BUDGETS = new Budgets(Duration.ofSeconds(5), LONGEST, LONGEST, LONGEST);
    private static final Map<String, SettingKey> ADDRESSES = Map.of(
            "openai", SettingKey.OPENAI_BASE_URL,
            "google", SettingKey.GOOGLE_BASE_URL,
            "anthropic", SettingKey.ANTHROPIC_BASE_URL,
            "openrouter", SettingKey.OPENROUTER_BASE_URL,
            "deepseek", SettingKey.DEEPSEEK_BASE_URL,
            "azure", SettingKey.AZURE_ENDPOINT,
            "ollama", SettingKey.OLLAMA_HOST);

    @Override
    public List<Trial> of(ServiceSettings settings) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Providers models = impatient(settings);
            TryProvider trial = new TryProvider(models, ProviderTrials::lookAt, InstantSource.system());
            List<CompletableFuture<Trial>> trials = models.providers().stream()
                    .filter(provider -> provider.configured() && !provider.id().equals(BuiltinModel.REF.provider()))
                    .map(provider -> CompletableFuture.supplyAsync(() -> told(trial.of(provider.id())), threads))
                    .toList();
            return trials.stream().map(CompletableFuture::join).toList();
        }
    }

    /** For one provider at a time, by a running service. */
    static TryProvider ofEach(ServiceSettings settings, InstantSource clock) {
        return new TryProvider(impatient(settings), ProviderTrials::lookAt, clock);
    }

    private static Providers impatient(ServiceSettings settings) {
        return new LanguageModels(settings.chat(), new Upstreams(BUDGETS, InstantSource.system())).providers();
    }

    private static Trial told(TryProvider.Trial trial) {
        String model = trial.model().map(ModelRef::toString).orElse("");
        return trial.error()
                .map(error -> new Trial(trial.passing() ? Outcome.LATER : Outcome.BROKEN, model + ": " + error))
                .orElseGet(() -> new Trial(Outcome.ANSWERED, model + " answers"));
    }

    /** The variables that the sentence does not name itself. */
    private static String lookAt(ModelRef ref, ModelFailure failure) {
        String address = Optional.ofNullable(ADDRESSES.get(ref.provider()))
                .map(SettingKey::variable)
                .orElse("");
        return switch (failure) {
            case ModelFailure.Unreachable _,
                    ModelFailure.TimedOut _,
                    ModelFailure.BadRequest _,
                    ModelFailure.CutOff _ -> " Look at " + address + ".";
            case ModelFailure.NoSuchModel _ -> " Look at " + modelVariable(ref.provider()) + " and " + address + ".";
            default -> "";
        };
    }

    private static String modelVariable(String provider) {
        return provider.equals("azure") ? SettingKey.AZURE_DEPLOYMENT.variable() : SettingKey.CHAT_MODEL.variable();
    }
}
