package io.deepwiki;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.settings.AccessSettings;
import io.deepwiki.settings.ServiceSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that this service works with: the operator's, or those of the data folder, which are made when they are needed first.
 *
 * @param accepted what the API accepts
 * @param frontend what our own clients show; empty if no key is asked for
 * @param tokens seals the access tokens of waiting jobs
 */
record Keys(List<Secret> accepted, Optional<Secret> frontend, SecretKey tokens) {
    static Keys of(ServiceSettings settings, DataFolder folder, SecureRandom random) {
        AccessSettings access = settings.access();
        boolean own = access.required() && access.keys().isEmpty();
        List<Secret> accepted = own ? List.of(folder.apiKey().readOrMake(random)) : access.keys();
        Optional<Secret> frontend =
                access.frontendKey().or(() -> access.required() ? Optional.of(accepted.getFirst()) : Optional.empty());
        Secret secret = settings.secretKey().orElseGet(() -> folder.secretKey().readOrMake(random));
        return new Keys(accepted, frontend, new SecretKeySpec(sha256(secret), "AES"));
    }

    private static byte[] sha256(Secret secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
