package io.deepwiki.adapters.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.FailureException;
import java.io.IOException;
import java.util.Arrays;

/** The one mapper of this adapter: snake_case, nothing that is null, and bounds on what is read. */
public final class Json {
    private static final char REPLACEMENT = '\uFFFD';
    /** Buffers that are lent: by default each thread keeps its own, 16 KiB, and here a thread lives as long as its connection. */
    private static final int BUFFERS = 32;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                    .build())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .nodeFactory(new WholeTexts())
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
        MAPPER.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
    }

    private Json() {}

    /** Takes texts as they can be written again: half a character, as JSON can escape one, would join whatever follows it. */
    private static final class WholeTexts extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(whole(text));
        }

        private static String whole(String text) {
            if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                return text;
            }
            StringBuilder whole = new StringBuilder(text.length());
            text.codePoints()
                    .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                    .forEach(whole::appendCodePoint);
            return whole.toString();
        }
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** A line of NDJSON, its end included. */
    public static byte[] line(Object value) {
        byte[] json = bytes(value);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /**
     * An object that somebody sent.
     *
     * @throws FailureException Rejected {@code malformed_json}
     */
    static JsonNode object(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException _) {
            // told below, with the same words as for what is no object
        }
        throw new FailureException(new Rejected("malformed_json", "The body is not a JSON object."));
    }
}
