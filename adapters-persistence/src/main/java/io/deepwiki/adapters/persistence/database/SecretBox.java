package io.deepwiki.adapters.persistence.database;

import io.deepwiki.domain.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Seals secrets for a table by AES-GCM: with a nonce of their own, and bound to the row that they stand in. */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param key for AES, the same on all instances that share the database */
    public SecretBox(SecretKey key) {
        this.key = key;
    }

    /**
     * Seals a secret.
     *
     * @param place names the row; what was sealed for one place opens at no other
     */
    public byte[] seal(Secret secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, secret.reveal().getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, bytes, NONCE_BYTES, sealed.length);
        return bytes;
    }

    /** @throws IllegalStateException if it was sealed with another key, for another place, or was changed */
    public Secret open(byte[] sealed, String place) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new Secret(new String(run(Cipher.DECRYPT_MODE, nonce, place, text), StandardCharsets.UTF_8));
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret cannot be sealed or opened with this key", e);
        }
    }
}
