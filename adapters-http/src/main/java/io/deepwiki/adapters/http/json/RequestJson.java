package io.deepwiki.adapters.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.application.failure.Failure.Field;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.BranchName;
import io.deepwiki.domain.repository.FileFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a request, and collects everything that is wrong with them before it complains. Null and absent are the same. */
public final class RequestJson {
    /** What is said of a language that we do not write. */
    public static final String NO_LANGUAGE = "must be one of " + Language.CODES;

    /** What is said of a branch that there cannot be. */
    public static final String NO_BRANCH = "must be the name of a branch, of " + BranchName.LONGEST + " bytes at most";

    private static final int LONGEST = 100_000;
    private static final double LEAST_AMOUNT = 0.000_001;

    private final JsonNode body;
    private final List<Field> complaints = new ArrayList<>();

    /** @throws FailureException Rejected {@code malformed_json} */
    public RequestJson(byte[] body) {
        this.body = Json.object(body);
    }

    /** A text that must be there; empty if it is not, and that is complained of. */
    public String required(String name) {
        int complainedOf = complaints.size();
        Optional<String> text = text(name);
        if (text.isEmpty() && complaints.size() == complainedOf) {
            complain(name, "is required");
        }
        return text.orElse("");
    }

    /** A text that is not blank. */
    public Optional<String> text(String name) {
        JsonNode node = body.path(name);
        if (node.isNull() || node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().length() > LONGEST) {
            complain(name, "must be a text");
            return Optional.empty();
        }
        return Optional.of(node.textValue()).filter(text -> !text.isBlank());
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode node = body.path(name);
        if (node.isNull() || node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            complain(name, "must be true or false");
        }
        return node.asBoolean();
    }

    public Optional<Integer> number(String name, int least, int most) {
        JsonNode node = body.path(name);
        if (node.isNull() || node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            complain(name, "must be a number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    /** A number, with decimals or without, from a millionth up. */
    public Optional<BigDecimal> amount(String name, int most) {
        JsonNode node = body.path(name);
        if (node.isNull() || node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isNumber() || !(node.doubleValue() >= LEAST_AMOUNT) || node.doubleValue() > most) {
            complain(name, "must be a number from 0.000001 to " + most);
            return Optional.empty();
        }
        return Optional.of(node.decimalValue());
    }

    /** What a text means; a text that means nothing is complained of with the sentence. */
    public <T> Optional<T> meaning(String name, Function<String, Optional<T>> reading, String complaint) {
        Optional<String> text = text(name);
        Optional<T> value = text.flatMap(reading);
        if (text.isPresent() && value.isEmpty()) {
            complain(name, complaint);
        }
        return value;
    }

    /** The language to write in; what none is called is complained of. */
    public Optional<Language> language() {
        return meaning("language", Language::called, NO_LANGUAGE);
    }

    /** The branch that is asked for; what cannot be one goes no further. */
    public Optional<String> branch() {
        return meaning("branch", name -> Optional.of(name).filter(BranchName::isPossible), NO_BRANCH);
    }

    /** The elements of an array, in their places; complains of each that is no object. */
    public List<JsonNode> objects(String name) {
        JsonNode node = body.path(name);
        if (!node.isArray()) {
            if (!node.isMissingNode() && !node.isNull()) {
                complain(name, "must be an array");
            }
            return List.of();
        }
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isObject()) {
                complain(name + "[" + objects.size() + "]", "must be an object");
            }
            objects.add(element);
        }
        return objects;
    }

    /** The four kinds of patterns, each an array of them or one text that separates them. */
    public FileFilter filter() {
        return new FileFilter(
                patterns("included_dirs"),
                patterns("included_files"),
                patterns("excluded_dirs"),
                patterns("excluded_files"));
    }

    private List<String> patterns(String name) {
        JsonNode node = body.path(name);
        if (node.isArray()) {
            List<String> patterns = new ArrayList<>();
            node.forEach(element -> {
                if (element.isTextual()) {
                    patterns.add(element.textValue());
                } else {
                    complain(name, "must hold texts");
                }
            });
            return patterns;
        }
        return text(name).map(FileFilter::patterns).orElse(List.of());
    }

    public void complain(String field, String message) {
        complaints.add(new Field(field, message));
    }

    /** @throws FailureException Invalid {@code invalid_request} with all complaints, if there are any */
    public void done() {
        if (!complaints.isEmpty()) {
            throw new FailureException(new Invalid("invalid_request", complaints));
        }
    }
}
