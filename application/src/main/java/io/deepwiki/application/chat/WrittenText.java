package io.deepwiki.application.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A text that grows, with the length and the digest of its UTF-8. */
final class WrittenText {
    private final StringBuilder text = new StringBuilder();
    private final MessageDigest digest = newDigest();
    private long bytes;

    void add(String piece) {
        byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
        text.append(piece);
        digest.update(utf8);
        bytes += utf8.length;
    }

    long bytes() {
        return bytes;
    }

    /** Characters, as {@link #from} counts them. */
    int length() {
        return text.length();
    }

    String from(int character) {
        return text.substring(character);
    }

    /** In hexadecimal; ends the counting. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
