package io.deepwiki;

import io.deepwiki.adapters.llm.Providers;
import io.deepwiki.adapters.llm.builtin.BuiltinModel;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.cli.ModelTrials;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.CodeMap;
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
            Upstreams upstreams = new Upstreams(BUDGETS, InstantSource.system());
            Providers models = new LanguageModels(settings.chat(), upstreams).providers();
            List<CompletableFuture<Trial>> trials = models.providers().stream()
                    .filter(provider -> provider.configured() && !provider.id().equals(BuiltinModel.REF.provider()))
                    .map(provider -> model(models, provider))
                    .map(model -> CompletableFuture.supplyAsync(() -> tried(models, model), threads))
                    .toList();
            return trials.stream().map(CompletableFuture::join).toList();
        }
    }

    /** What would be asked there when a request names no model. */
    private static ModelRef model(ChatModels models, ChatModels.Provider provider) {
        return models.preferred().provider().equals(provider.id())
                ? models.preferred()
                : new ModelRef(provider.id(), provider.models().getFirst().id());
    }

    private static Trial tried(ChatModels models, ModelRef ref) {
        ChatModel model = models.find(ref).orElseThrow();
        try {
            model.reply(question(), _ -> {
                throw new ReaderGone();
            });
        } catch (ReaderGone _) {
            return new Trial(Outcome.ANSWERED, ref + " answers");
        } catch (ModelException e) {
            return failed(ref, e.failure());
        }
        return new Trial(Outcome.ANSWERED, ref + " answers");
    }

    private static Prompt question() {
        var answer = new Prompt.Answer("Answer with the word ok.", List.of(), List.of());
        return new Prompt(answer, "deepwiki", Language.ENGLISH, List.of(), CodeMap.of(List.of(), ""));
    }

    private static Trial failed(ModelRef ref, ModelFailure failure) {
        Outcome outcome = switch (failure) {
            case ModelFailure.RateLimited _, ModelFailure.Overloaded _, ModelFailure.TimedOut _ -> Outcome.LATER;
            default -> Outcome.BROKEN;
        };
        return new Trial(outcome, ref + ": " + Sentences.of(ModelFailures.told(failure)) + lookAt(ref, failure));
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
