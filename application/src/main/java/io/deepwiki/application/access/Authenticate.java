package io.deepwiki.application.access;

import io.deepwiki.application.failure.Failure.Unauthorized;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Tells who asks by the API key that came with the request. */
public final class Authenticate {
    private static final int ID_DIGITS = 32;

    private final boolean required;
    private final List<byte[]> digests;

    /**
     * @param required whether a key is asked for at all
     * @param keys those that are accepted
     */
    public Authenticate(boolean required, List<Secret> keys) {
        this.required = required;
        this.digests = keys.stream().map(key -> digest(key.reveal())).toList();
    }

    public boolean required() {
        return required;
    }

    /**
     * The principal of a key. Takes the same time whichever key is wrong, and in whichever place.
     *
     * @throws FailureException Unauthorized, the same for a missing key and a wrong one
     */
    public Caller caller(Optional<String> key) {
        if (!required) {
            return Caller.ANONYMOUS;
        }
        byte[] shown = digest(key.orElse(""));
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, shown);
        }
        if (!known) {
            throw new FailureException(new Unauthorized());
        }
        return new Caller(HexFormat.of().formatHex(shown).substring(0, ID_DIGITS));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
