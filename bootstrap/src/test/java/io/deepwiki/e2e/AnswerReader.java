package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads one answer as a careful client does: it counts its bytes, and when the connection breaks it asks for the rest. Used by one thread. */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_CHARACTER = 4;

    private final TwoInstances instances;
    private final String body;
    private final String onceKey = UUID.randomUUID().toString();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private volatile Optional<String> id = Optional.empty();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private volatile Optional<JsonNode> end = Optional.empty();

    /** @param body of the question */
    AnswerReader(TwoInstances instances, String body) {
        this.instances = instances;
        this.body = body;
    }

    /** Reads an answer that somebody else has asked for. */
    static AnswerReader of(TwoInstances instances, String id) {
        AnswerReader reader = new AnswerReader(instances, "");
        reader.id = Optional.of(id);
        return reader;
    }

    /** In which form it asks for the answer. */
    enum Form {
        PLAIN,
        FRAMED
    }

    /** Asks, or asks again, or asks for the rest; reads until the end or the break. Says whether it read to the end. */
    boolean read(URI instance, Form form) throws InterruptedException {
        try {
            HttpResponse<InputStream> answer =
                    instances.client().send(request(instance, form), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            id = answer.headers().firstValue("X-Stream-Id");
            try (InputStream in = answer.body()) {
                return form == Form.PLAIN ? plain(in) : framed(in);
            }
        } catch (IOException _) {
            return false; // broken: that is what is tested
        }
    }

    private HttpRequest request(URI instance, Form form) {
        HttpRequest.Builder request = id.isEmpty()
                ? instances.post(instance, "/chat/completions/stream", body).header("Idempotency-Key", onceKey)
                : instances.request(instance, "/api/chat/streams/" + id.get() + "/content?offset=" + text.size());
        if (form == Form.FRAMED) {
            request.header("Accept", "application/x-ndjson");
        }
        return request.build();
    }

    private boolean plain(InputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.write(next);
        }
        return true;
    }

    private boolean framed(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                take(JSON.readTree(line.toByteArray()));
                line.reset();
            }
        }
        assertThat(end).as("the last line").isPresent();
        return true;
    }

    private void take(JsonNode line) {
        assertThat(end).as("nothing comes behind the end").isEmpty();
        switch (line.path("type").asText()) {
            case "delta" -> piece(line.path("offset").asInt(), line.path("text").asText());
            case "done", "error" -> end = Optional.of(line);
            default -> told.add(line);
        }
    }

    /** A character of which some bytes are here already comes whole. */
    private void piece(int offset, String piece) {
        int known = text.size() - offset;
        assertThat(known).as("bytes that are here already").isBetween(0, LONGEST_CHARACTER - 1);
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        text.write(bytes, known, bytes.length - known);
    }

    /** Empty until the first head was seen. */
    Optional<String> id() {
        return id;
    }

    int size() {
        return text.size();
    }

    byte[] bytes() {
        return text.toByteArray();
    }

    /** The lines of a type that say nothing of the text. */
    List<JsonNode> told(String type) {
        return told.stream()
                .filter(line -> line.path("type").asText().equals(type))
                .toList();
    }

    /** The last line, if it was read in a framed form. */
    Optional<JsonNode> end() {
        return end;
    }

    String string() {
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Reads it on a thread of its own. */
    Thread reading(URI instance, Form form) {
        return Thread.ofVirtual().start(() -> {
            try {
                boolean _ = read(instance, form);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What an instance says of it. */
    JsonNode state(URI instance) throws IOException, InterruptedException {
        return JSON.readTree(instances
                .send(instances.request(instance, "/api/chat/streams/" + id.orElseThrow()))
                .body());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
