package io.deepwiki.adapters.llm.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One event of Gemini's stream: {@code {"candidates":[{"content":{"parts":[…]},"finishReason"}],"promptFeedback":{"blockReason"}}}. */
record GeminiEventJson(JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the text is no object. */
    static Optional<GeminiEventJson> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.isObject() ? Optional.of(new GeminiEventJson(root)) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** Why the model stopped, as it is written; empty if it goes on. */
    String finishReason() {
        return candidate().path("finishReason").asText("");
    }

    boolean stopped() {
        return !finishReason().isEmpty();
    }

    /** Why the question was refused; empty if it was not. */
    String blockReason() {
        return root.path("promptFeedback").path("blockReason").asText("");
    }

    /** The same event with the text of all its parts in one, since LangChain4j puts blank lines between parts; empty if there is no need. */
    Optional<String> joined() {
        JsonNode parts = candidate().path("content").path("parts");
        if (parts.size() < 2) {
            return Optional.empty();
        }
        ArrayNode one = JSON.createArrayNode();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (!part.path("thought").asBoolean()) {
                text.append(part.path("text").asText(""));
            }
        }
        one.addObject().put("text", text.toString());
        JsonNode copy = root.deepCopy();
        ((ObjectNode) copy.path("candidates").path(0).path("content")).set("parts", one);
        return Optional.of(copy.toString());
    }

    private JsonNode candidate() {
        return root.path("candidates").path(0);
    }
}
