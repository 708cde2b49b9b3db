package io.deepwiki.adapters.llm.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.application.llm.port.ChatModels.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the file of models; whatever is wrong in it is said with its place. */
final class CatalogueJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CatalogueJson() {}

    /** @param name of the file, for what is said about it */
    static Map<String, CatalogueEntry> read(String name, String text) {
        CatalogueNodeJson providers = new CatalogueNodeJson(name, "", tree(name, text))
                .only("providers")
                .object("providers");
        Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
        for (String id : providers.names()) {
            entries.put(id, entry(providers.object(id)));
        }
        return entries;
    }

    private static JsonNode tree(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new CatalogueException("The file of models " + name + " is not JSON" + where + ".", e);
        }
    }

    private static CatalogueEntry entry(CatalogueNodeJson provider) {
        provider.only("name", "customModels", "models");
        List<Model> models = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (CatalogueNodeJson each : provider.objects("models")) {
            Model model = model(each);
            each.check(ids.add(model.id()), "id", "stands there twice");
            models.add(model);
        }
        provider.check(!models.isEmpty(), "models", "must have a model");
        return new CatalogueEntry(provider.text("name"), provider.bool("customModels"), models);
    }

    private static Model model(CatalogueNodeJson model) {
        model.only("id", "name", "contextTokens", "answerTokens", "promptPrice", "completionPrice");
        return new Model(model.text("id"), model.text("name"), model.limits(), model.price());
    }
}
