package io.deepwiki.adapters.llm.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What models are told to do: texts in files, a folder for each version. */
final class Instructions {
    private static final String VERSION = "v1";

    private Instructions() {}

    /** The text of that name, with {@code {word}} replaced by the value of the word. */
    static String text(String name, Map<String, String> values) {
        String text = read(VERSION + "/" + name + ".txt");
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static String read(String file) {
        try (InputStream in = Instructions.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the instructions " + file + " are missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
