package io.deepwiki.folder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;

/** The running service's card as it stands in {@code service.json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ServiceJson(long pid, URI url, @JsonProperty("web_url") URI web, String build) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static String write(RunningService service) throws JsonProcessingException {
        var json = new ServiceJson(service.pid(), service.url(), service.web(), service.build());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    static RunningService read(String text) throws JsonProcessingException {
        ServiceJson json = MAPPER.readValue(text, ServiceJson.class);
        return new RunningService(json.pid, json.url, json.web, json.build);
    }
}
