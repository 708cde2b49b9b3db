package io.deepwiki.adapters.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;

/**
 * The error object of OpenAI's protocol, {@code {"error":{"message","type","param","code"}}}; all words in lower case, empty where missing.
 * Servers that imitate the protocol write a number as the code, or a bare text in place of the object.
 *
 * @param detail what stands beside it: Azure's {@code innererror}, OpenRouter's {@code metadata}
 */
public record OpenAiErrorJson(String code, String type, String message, String detail) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the text is no error object. */
    static Optional<OpenAiErrorJson> read(String text) {
        try {
            JsonNode error = JSON.readTree(text).path("error");
            if (error.isTextual() && !error.asText().isEmpty()) {
                return Optional.of(new OpenAiErrorJson("", "", lower(error), ""));
            }
            return error.isObject() ? Optional.of(of(error)) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static OpenAiErrorJson of(JsonNode error) {
        return new OpenAiErrorJson(
                lower(error.path("code")),
                lower(error.path("type")),
                lower(error.path("message")),
                (error.path("innererror") + " " + error.path("metadata")).toLowerCase(Locale.ROOT));
    }

    private static String lower(JsonNode value) {
        return value.asText("").toLowerCase(Locale.ROOT);
    }
}
