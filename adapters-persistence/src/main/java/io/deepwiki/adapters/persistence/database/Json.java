package io.deepwiki.adapters.persistence.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jooq.JSONB;

/** Reads and writes the documents that stand in columns. Each feature's own {@code XxxJson} says what is in them. */
public final class Json {
    /** Buffers that are lent: by default each thread keeps its own, 16 KiB, and a thread lives as long as its connection. */
    private static final int BUFFERS = 32;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static String text(Object document) {
        try {
            return Text.storable(MAPPER.writeValueAsString(document).replace("\\u0000", ""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a " + document.getClass().getName() + " cannot be a document", e);
        }
    }

    public static JSONB document(Object document) {
        return JSONB.valueOf(text(document));
    }

    /** @throws IllegalStateException if what is stored is not such a document */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored is not a " + type.getSimpleName(), e);
        }
    }

    /** The same. */
    public static <T> T read(JSONB document, Class<T> type) {
        return read(document.data(), type);
    }
}
