package io.deepwiki.adapters.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;

/**
 * What can go wrong in an event or a body of Anthropic's: {@code {"type":"error","error":{"type","message"}}}, or {@code
 * {"type":"message_delta","delta":{"stop_reason"}}}; what is missing is empty.
 *
 * @param error the error's type
 * @param message in lower case
 */
record AnthropicEventJson(String error, String message, String stopReason) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the text is no object. */
    static Optional<AnthropicEventJson> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.isObject()
                    ? Optional.of(new AnthropicEventJson(
                            root.path("error").path("type").asText(""),
                            root.path("error").path("message").asText("").toLowerCase(Locale.ROOT),
                            root.path("delta").path("stop_reason").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
