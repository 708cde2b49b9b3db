package io.deepwiki.adapters.llm.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.llm.port.ChatModels.Model;
import io.deepwiki.domain.llm.ModelLimits;
import io.deepwiki.domain.usage.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogueTest {
    private static final List<String> PROVIDERS =
            List.of("openai", "google", "anthropic", "openrouter", "deepseek", "azure", "ollama");

    @TempDir
    Path folder;

    @Test
    void what_ships_knows_the_window_of_every_model_and_a_price_where_one_is_asked() {
        for (String provider : PROVIDERS) {
            CatalogueEntry entry = ModelCatalogue.shipped().of(provider);
            assertThat(entry.name()).isNotBlank();
            assertThat(entry.models()).isNotEmpty().allSatisfy(model -> {
                assertThat(model.limits()).isPresent();
                assertThat(model.price().isPresent()).isEqualTo(!provider.equals("ollama"));
            });
        }
    }

    @Test
    void an_operators_file_replaces_the_providers_that_it_names() throws IOException {
        ModelCatalogue catalogue = read(provider("""
                {"id": "big", "name": "Big", "contextTokens": 8000, "answerTokens": 2000, "promptPrice": 0.10, "completionPrice": 3},
                {"id": "plain", "name": "Plain"}"""));
        assertThat(catalogue.of("openai").models())
                .containsExactly(
                        new Model(
                                "big",
                                "Big",
                                Optional.of(new ModelLimits(8_000, 2_000)),
                                Optional.of(new Price(new BigDecimal("0.10"), new BigDecimal("3")))),
                        new Model("plain", "Plain"));
        assertThat(catalogue.of("google").models())
                .isEqualTo(ModelCatalogue.shipped().of("google").models());
    }

    @Test
    void models_that_are_not_listed_are_taken_where_that_is_allowed() throws IOException {
        CatalogueEntry closed =
                read(provider("{\"id\": \"a\", \"name\": \"A\"}")).of("openai");
        assertThat(closed.find("a")).contains(new Model("a", "A"));
        assertThat(closed.find("b")).isEmpty();
        CatalogueEntry open = ModelCatalogue.shipped().of("openrouter");
        assertThat(open.find("qwen/qwen3-coder:free"))
                .contains(new Model("qwen/qwen3-coder:free", "qwen/qwen3-coder:free"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../x", "a/../b", "/etc", "a b", "a?b", "a#b", "a%2e", "-a", "a\\nb", "ä"})
    void an_id_that_could_lead_elsewhere_is_no_model(String id) {
        assertThat(ModelCatalogue.shipped().of("openrouter").find(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\\n  'providers': {,}\\n}|is not JSON at line 2, column 17",
                "[]|the whole must be an object",
                "{}|providers must be an object",
                "{'provider': {}}|provider is not known here",
                "{'providers': {}, 'providers': {}}|is not JSON at line 1",
                "{'providers': {'nobody': {'name': 'N', 'customModels': true, 'models': [{'id': 'a', 'name': 'A'}]}}}|providers.nobody is not a provider; there are anthropic, azure",
                "{'providers': {'openai': 1}}|providers.openai must be an object",
                "{'providers': {'openai': {'customModels': true, 'models': []}}}|providers.openai.models must have a model",
                "{'providers': {'openai': {'name': 'O', 'customModels': true, 'models': {}}}}|providers.openai.models must be a list",
            })
    void what_is_wrong_with_the_file_is_said_with_its_place(String text, String complaint) {
        refused(text.replace("\\n", "\n").replace('\'', '"'), complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id': '', 'name': 'A'|models[0].id must be a text",
                "'id': 'a'|models[0].name must be a text",
                "'id': 'a', 'name': 'A', 'window': 3|models[0].window is not known here",
                "'id': 'a', 'name': 'A', 'contextTokens': 8000|models[0].answerTokens must be a whole number",
                "'id': 'a', 'name': 'A', 'contextTokens': 10, 'answerTokens': 1|models[0].contextTokens must be a whole number, 1000 to",
                "'id': 'a', 'name': 'A', 'contextTokens': 8000.5, 'answerTokens': 1|models[0].contextTokens must be a whole",
                "'id': 'a', 'name': 'A', 'contextTokens': 8000, 'answerTokens': 8000|models[0].answerTokens must be less than contextTokens",
                "'id': 'a', 'name': 'A', 'promptPrice': 1|models[0].completionPrice must be US dollars",
                "'id': 'a', 'name': 'A', 'promptPrice': -1, 'completionPrice': 1|models[0].promptPrice must be US dollars",
                "'id': 'a', 'name': 'A', 'promptPrice': '1', 'completionPrice': 1|models[0].promptPrice must be US dollars",
                "'id': 'a', 'name': 'A' }, { 'id': 'a', 'name': 'B'|models[1].id stands there twice",
            })
    void what_is_wrong_with_a_model_is_said_with_its_place(String model, String complaint) {
        refused(provider("{" + model.replace('\'', '"') + "}"), "providers.openai." + complaint);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path missing = folder.resolve("none.json");
        assertThatThrownBy(() -> ModelCatalogue.shipped().with(missing))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("The file of models " + missing + " is not there.");
        assertThatThrownBy(() -> ModelCatalogue.shipped().with(folder)).hasMessageContaining("cannot be read");
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe4, '}'});
        assertThatThrownBy(() -> ModelCatalogue.shipped().with(latin)).hasMessageContaining("is not UTF-8");
    }

    private void refused(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("models.json")
                .hasMessageContaining(complaint);
    }

    private ModelCatalogue read(String text) throws IOException {
        return ModelCatalogue.shipped().with(Files.writeString(folder.resolve("models.json"), text));
    }

    private static String provider(String models) {
        return "{\"providers\": {\"openai\": {\"name\": \"O\", \"customModels\": false, \"models\": [" + models
                + "]}}}";
    }
}
