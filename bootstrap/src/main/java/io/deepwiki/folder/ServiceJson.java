package io.deepwiki.folder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Optional;

/** The running service's card as it stands in {@code service.json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ServiceJson(
        long pid, URI url, @JsonProperty("web_url") URI web, String build) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static String write(RunningService service) {
        var json = new ServiceJson(service.pid(), service.url(), service.web(), service.build());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The card; empty if the text is none, as after a crash. */
    static Optional<RunningService> read(String text) {
        try {
            ServiceJson json = MAPPER.readValue(text, ServiceJson.class);
            return Optional.of(new RunningService(json.pid, json.url, json.web, json.build));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
