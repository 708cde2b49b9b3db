package io.deepwiki.adapters.llm.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.domain.llm.ModelLimits;
import io.deepwiki.domain.usage.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of the file of models, which knows where it stands.
 *
 * @param file its name
 * @param place as in {@code providers.openai.models[2]}; empty for the whole file
 */
record CatalogueNodeJson(String file, String place, JsonNode node) {
    private static final int SMALLEST_WINDOW = 1_000;
    private static final int LARGEST_WINDOW = 100_000_000;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(100_000);

    CatalogueNodeJson {
        if (!node.isObject()) {
            throw new CatalogueException("The file of models " + file + ": " + (place.isEmpty() ? "the whole" : place)
                    + " must be an object.");
        }
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses members of other names: a typing error must not pass for a wish. */
    CatalogueNodeJson only(String... known) {
        Set<String> all = Set.of(known);
        names().forEach(name -> check(all.contains(name), name, "is not known here"));
        return this;
    }

    CatalogueNodeJson object(String name) {
        return new CatalogueNodeJson(file, at(name), node.path(name));
    }

    List<CatalogueNodeJson> objects(String name) {
        JsonNode list = node.path(name);
        check(list.isArray(), name, "must be a list");
        List<CatalogueNodeJson> objects = new ArrayList<>();
        for (JsonNode each : list) {
            objects.add(new CatalogueNodeJson(file, at(name) + "[" + objects.size() + "]", each));
        }
        return objects;
    }

    String text(String name) {
        JsonNode value = node.path(name);
        check(value.isTextual() && !value.asText().isBlank(), name, "must be a text");
        return value.asText();
    }

    boolean bool(String name) {
        check(node.path(name).isBoolean(), name, "must be true or false");
        return node.path(name).asBoolean();
    }

    /** Both together or neither. */
    Optional<ModelLimits> limits() {
        if (!node.has("contextTokens") && !node.has("answerTokens")) {
            return Optional.empty();
        }
        int window = tokens("contextTokens", SMALLEST_WINDOW);
        int answer = tokens("answerTokens", 1);
        check(answer < window, "answerTokens", "must be less than contextTokens");
        return Optional.of(new ModelLimits(window, answer));
    }

    private int tokens(String name, int least) {
        JsonNode value = node.path(name);
        check(
                value.isInt() && value.asInt() >= least && value.asInt() <= LARGEST_WINDOW,
                name,
                "must be a whole number, " + least + " to " + LARGEST_WINDOW);
        return value.asInt();
    }

    /** Both together or neither. */
    Optional<Price> price() {
        if (!node.has("promptPrice") && !node.has("completionPrice")) {
            return Optional.empty();
        }
        return Optional.of(new Price(dollars("promptPrice"), dollars("completionPrice")));
    }

    private BigDecimal dollars(String name) {
        JsonNode value = node.path(name);
        boolean right = value.isNumber()
                && value.decimalValue().signum() >= 0
                && value.decimalValue().compareTo(HIGHEST_PRICE) <= 0;
        check(right, name, "must be US dollars for a million tokens, 0 to " + HIGHEST_PRICE);
        return value.decimalValue();
    }

    void check(boolean right, String name, String what) {
        if (!right) {
            throw new CatalogueException("The file of models " + file + ": " + at(name) + " " + what + ".");
        }
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
