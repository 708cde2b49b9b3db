package io.deepwiki.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void a_secret_does_not_show_itself() {
        assertThat(new Secret("open sesame")).hasToString("***");
        assertThat(Optional.of(new Secret("open sesame")).toString()).doesNotContain("sesame");
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_caller_has_an_id() {
        assertThat(Caller.ANONYMOUS.keyId()).isEqualTo("anonymous");
        assertThatThrownBy(() -> new Caller("")).isInstanceOf(IllegalArgumentException.class);
    }
}
