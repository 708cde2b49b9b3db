package io.deepwiki.adapters.llm.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;

/**
 * Google's error object, {@code {"error":{"code","message","status","details":[{"@type",…}]}}}, alone or first in a list.
 *
 * @param status the name of the gRPC status, as in {@code RESOURCE_EXHAUSTED}
 * @param message in lower case
 * @param reason of the detail {@code ErrorInfo}, as in {@code API_KEY_INVALID}
 * @param retryDelay of the detail {@code RetryInfo}, as in {@code 34s}
 * @param quotas the names of the quotas that are used up
 */
record GeminiErrorJson(String status, String message, String reason, String retryDelay, String quotas) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the text is no error object. */
    static Optional<GeminiErrorJson> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
            return error.isObject() ? Optional.of(of(error)) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static GeminiErrorJson of(JsonNode error) {
        String reason = "";
        String delay = "";
        StringBuilder quotas = new StringBuilder();
        for (JsonNode detail : error.path("details")) {
            reason = detail.path("reason").asText(reason);
            delay = detail.path("retryDelay").asText(delay);
            detail.path("violations")
                    .forEach(each ->
                            quotas.append(each.path("quotaId").asText("")).append(' '));
        }
        return new GeminiErrorJson(
                error.path("status").asText(""),
                error.path("message").asText("").toLowerCase(Locale.ROOT),
                reason,
                delay,
                quotas.toString());
    }
}
