package io.deepwiki.adapters.llm.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;

/**
 * What a line or a body of Ollama's says beside the text: {@code {"done":true}} or {@code {"error":"…"}}.
 *
 * @param error in lower case; empty if there is none
 */
record OllamaLineJson(boolean done, String error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Neither of both if the text is no object. */
    static OllamaLineJson read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return new OllamaLineJson(
                    root.path("done").asBoolean(), message(root.path("error")).toLowerCase(Locale.ROOT));
        } catch (JsonProcessingException _) {
            return new OllamaLineJson(false, "");
        }
    }

    private static String message(JsonNode error) {
        return error.isObject() ? error.path("message").asText("") : error.asText("");
    }
}
