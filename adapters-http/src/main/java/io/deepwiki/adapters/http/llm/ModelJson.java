package io.deepwiki.adapters.http.llm;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepwiki.application.llm.ListModels.Catalogue;
import io.deepwiki.application.llm.ListModels.ModelName;
import io.deepwiki.application.llm.ListModels.ModelProvider;
import io.deepwiki.domain.llm.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models and languages on the wire. */
final class ModelJson {
    private ModelJson() {}

    record Models(
            List<Provider> providers,
            @JsonProperty("defaultProvider") String defaultProvider,
            @JsonProperty("defaultModel") String defaultModel) {
        static Models of(Catalogue catalogue) {
            return new Models(
                    catalogue.providers().stream().map(Provider::of).toList(),
                    catalogue.preferred().provider(),
                    catalogue.preferred().model());
        }
    }

    record Provider(
            String id,
            String name,
            @JsonProperty("supportsCustomModel") boolean supportsCustomModel,
            List<ModelName> models,
            boolean configured) {
        static Provider of(ModelProvider provider) {
            return new Provider(provider.id(), provider.name(), provider.customModels(), provider.models(), provider.configured());
        }
    }

    record Languages(Map<String, String> supportedLanguages, @JsonProperty("default") String preferred) {
        static Languages all() {
            Map<String, String> labels = new LinkedHashMap<>();
            for (Language language : Language.values()) {
                labels.put(language.code(), language.label());
            }
            return new Languages(labels, Language.ENGLISH.code());
        }
    }

    record Access(@JsonProperty("auth_required") boolean authRequired, @JsonProperty("login_required") boolean loginRequired) {}
}
