package io.deepwiki.study;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Vectors of texts, kept in a file of their model: a study that is run again takes seconds. */
final class VectorCache {
    private final EmbeddingModel model;
    private final Path file;
    private final Map<UUID, float[]> known = new HashMap<>();

    VectorCache(EmbeddingModel model, Path file) throws IOException {
        this.model = model;
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
    }

    private void read() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                UUID key = new UUID(in.readLong(), in.readLong());
                float[] vector = new float[model.dimension()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = in.readFloat();
                }
                known.put(key, vector);
            }
        } catch (EOFException _) {
            cutOff((16 + 4L * model.dimension()) * known.size());
        }
    }

    /** What a study that was stopped has left unfinished is made again. */
    private void cutOff(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    /** Makes sure that these texts have a vector. */
    void prepare(List<String> texts) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
            for (String text : texts) {
                if (!known.containsKey(key(text))) {
                    float[] vector = model.embed(text).content().vector();
                    known.put(key(text), vector);
                    out.writeLong(key(text).getMostSignificantBits());
                    out.writeLong(key(text).getLeastSignificantBits());
                    for (float number : vector) {
                        out.writeFloat(number);
                    }
                }
            }
        }
    }

    float[] of(String text) {
        return known.computeIfAbsent(key(text), _ -> model.embed(text).content().vector());
    }

    private static UUID key(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The inner product, which is the cosine for vectors of length 1. */
    static double product(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
