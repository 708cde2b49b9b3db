package io.deepwiki.adapters.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.deepwiki.domain.access.Secret;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret SECRET = new Secret("tökén");

    private final SecretBox box = box(1);

    private static SecretBox box(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new SecretBox(new SecretKeySpec(key, "AES"));
    }

    @Test
    void what_is_sealed_opens_at_its_place() {
        assertThat(box.open(box.seal(SECRET, "job 1"), "job 1")).isEqualTo(SECRET);
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        assertThat(box.seal(SECRET, "job 1")).isNotEqualTo(box.seal(SECRET, "job 1"));
    }

    @Test
    void it_opens_neither_at_another_place_nor_by_another_key_nor_when_it_was_changed() {
        byte[] sealed = box.seal(SECRET, "job 1");
        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, "job 2"));
        assertThatIllegalStateException().isThrownBy(() -> box(2).open(sealed, "job 1"));
        sealed[sealed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, "job 1"));
    }
}
