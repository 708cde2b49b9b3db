package io.deepwiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.adapters.llm.Providers;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.cli.CommandFailure;
import io.deepwiki.domain.llm.ModelRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageModelsTest {
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    private Providers providers() {
        return LanguageModels.of(Settings.read(environment, folder).chat(), InstantSource.system())
                .providers();
    }

    private List<String> configured() {
        return providers().providers().stream()
                .filter(ChatModels.Provider::configured)
                .map(ChatModels.Provider::id)
                .toList();
    }

    @Test
    void providers_stand_in_the_order_in_which_they_are_documented() {
        assertThat(providers().providers())
                .extracting(ChatModels.Provider::id)
                .containsExactly(
                        "openai", "google", "anthropic", "openrouter", "deepseek", "azure", "ollama", "builtin");
        assertThat(configured()).containsExactly("builtin");
        assertThat(providers().preferred().provider()).isEqualTo("builtin");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, OPENAI_API_KEY",
        "google, GOOGLE_API_KEY",
        "anthropic, ANTHROPIC_API_KEY",
        "openrouter, OPENROUTER_API_KEY",
        "deepseek, DEEPSEEK_API_KEY",
        "ollama, OLLAMA_HOST",
    })
    void one_variable_configures_a_provider_and_is_what_it_asks_for(String id, String variable) {
        assertThat(provider(id).requires()).contains(variable);
        environment.put(variable, "localhost");
        assertThat(configured()).containsExactly(id, "builtin");
        assertThat(providers().preferred().provider()).isEqualTo(id);
        assertThat(providers().find(providers().preferred())).isPresent();
    }

    @Test
    void azure_asks_for_what_is_missing_and_offers_the_deployment_first() {
        assertThat(provider("azure").requires()).contains("AZURE_OPENAI_API_KEY");
        environment.put("AZURE_OPENAI_API_KEY", "k");
        assertThat(provider("azure").requires()).contains("AZURE_OPENAI_ENDPOINT");
        assertThat(provider("azure").configured()).isFalse();
        environment.put("AZURE_OPENAI_ENDPOINT", "https://me.openai.azure.com");
        environment.put("AZURE_OPENAI_DEPLOYMENT", "my-own");
        assertThat(provider("azure").configured()).isTrue();
        assertThat(providers().preferred()).isEqualTo(new ModelRef("azure", "my-own"));
    }

    private ChatModels.Provider provider(String id) {
        return providers().providers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_price_is_that_of_the_file_of_models() throws IOException {
        assertThat(providers().price(new ModelRef("openai", "nobody-knows"))).isEmpty();
        environment.put("DEEPWIKI_MODELS_FILE", "mine.json");
        Files.writeString(folder.resolve("mine.json"), """
                {"providers": {"openai": {"name": "Ours", "customModels": false, "models": [
                  {"id": "big", "name": "Big", "promptPrice": 1.5, "completionPrice": 6}]}}}
                """);
        assertThat(providers()
                        .price(new ModelRef("openai", "big"))
                        .orElseThrow()
                        .prompt())
                .isEqualByComparingTo(new BigDecimal("1.5"));
    }

    @Test
    void a_file_of_models_that_is_wrong_stops_the_start() throws IOException {
        environment.put("DEEPWIKI_MODELS_FILE", "mine.json");
        assertThatThrownBy(this::providers)
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "The file of models " + folder.resolve("mine.json") + " is not there. (DEEPWIKI_MODELS_FILE)");
        Files.writeString(folder.resolve("mine.json"), "{\"providers\": {\"openai\": {\"name\": 7}}}");
        assertThatThrownBy(this::providers).hasMessageContainingAll("mine.json", "providers.openai.models must be");
    }

    @Test
    void a_choice_that_cannot_be_made_is_said() {
        environment.put("DEEPWIKI_CHAT_PROVIDER", "anthropic");
        assertThatThrownBy(this::providers).hasMessageContaining("which needs ANTHROPIC_API_KEY");
        environment.put("DEEPWIKI_CHAT_PROVIDER", "builtin");
        environment.put("DEEPWIKI_CHAT_MODEL", "gpt");
        assertThatThrownBy(this::providers)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("DEEPWIKI_CHAT_MODEL", "builtin/gpt");
    }
}
