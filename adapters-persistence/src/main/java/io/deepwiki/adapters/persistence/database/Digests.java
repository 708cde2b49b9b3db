package io.deepwiki.adapters.persistence.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Digests that stand for long texts in keys and indexes. */
public final class Digests {
    private Digests() {}

    /** The SHA-256 of the text's UTF-8, in hexadecimal. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** The first half of the SHA-256 of the text's UTF-8: 16 bytes, the smallest type that holds them. */
    public static UUID half(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(sha256(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
