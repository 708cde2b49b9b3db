package io.deepwiki.adapters.http.web;

import io.deepwiki.domain.access.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that a team shares, and the tokens by which a browser shows that somebody knew it. A token is signed by a key that comes of the code
 * and of the key for the API: it is good at every listener that has both, also after a restart, and no more once the code is another one.
 */
final class AccessCode {
    private static final int ROUNDS = 100_000;
    private static final int BITS = 256;
    private static final int SIGNED = 1 + Long.BYTES * 3;

    /** What a token shows, and for how long; one for the one is none for the other. */
    enum Purpose {
        /** May use what the proxy leads to. */
        SESSION(0, Duration.ofDays(7)),
        /** Is a browser that the code was shown from, so that guesses of others do not keep it waiting. */
        KNOWN_BROWSER(1, Duration.ofDays(365));

        private final byte sign;
        private final Duration life;

        /** @param sign by which a token tells what it is for */
        Purpose(int sign, Duration life) {
            this.sign = (byte) sign;
            this.life = life;
        }

        Duration life() {
            return life;
        }
    }

    private final byte[] digest;
    private final SecretKeySpec key;

    /** @param salt what others who do not know the code cannot know either, if there is something */
    AccessCode(Secret code, Optional<Secret> salt) {
        this.digest = digest(code.reveal());
        this.key = key(code, salt.map(Secret::reveal).orElse(""));
    }

    /** Whether that is the code; takes the same time whatever is wrong with it. */
    boolean is(String given) {
        return MessageDigest.isEqual(digest, digest(given));
    }

    /** A new token. */
    String token(Purpose purpose, Instant now, UUID id) {
        byte[] signed = ByteBuffer.allocate(SIGNED)
                .put(purpose.sign)
                .putLong(now.plus(purpose.life).getEpochSecond())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] signature = signature(signed);
        byte[] token = Arrays.copyOf(signed, signed.length + signature.length);
        System.arraycopy(signature, 0, token, signed.length, signature.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose token that is, if we gave it out for that, and it has not run out. */
    Optional<UUID> holder(Purpose purpose, String token, Instant now) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= SIGNED) {
                return Optional.empty();
            }
            byte[] signed = Arrays.copyOf(bytes, SIGNED);
            boolean ours = MessageDigest.isEqual(signature(signed), Arrays.copyOfRange(bytes, SIGNED, bytes.length));
            ByteBuffer told = ByteBuffer.wrap(signed);
            boolean good = told.get() == purpose.sign && now.getEpochSecond() < told.getLong();
            return ours && good ? Optional.of(new UUID(told.getLong(), told.getLong())) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no Base64
        }
    }

    private byte[] signature(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** So slow that a token does not help to find out the code by trying. */
    private static SecretKeySpec key(Secret code, String salt) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(code.reveal().toCharArray(), digest("deepwiki web session " + salt), ROUNDS, BITS);
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(bytes, "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
