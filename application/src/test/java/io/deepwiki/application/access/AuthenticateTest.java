package io.deepwiki.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.Unauthorized;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticateTest {
    private final Authenticate keys = new Authenticate(true, List.of(new Secret("one"), new Secret("two")));

    @Test
    void each_key_is_a_caller_of_its_own_and_does_not_show_in_it() {
        Caller one = keys.caller(Optional.of("one"));
        assertThat(one).isEqualTo(keys.caller(Optional.of("one"))).isNotEqualTo(keys.caller(Optional.of("two")));
        assertThat(one.keyId()).hasSize(32).doesNotContain("one");
        assertThat(keys.required()).isTrue();
    }

    @Test
    void a_wrong_key_and_none_are_refused_alike() {
        for (Optional<String> shown : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("three"))) {
            assertThatThrownBy(() -> keys.caller(shown))
                    .isInstanceOfSatisfying(
                            FailureException.class, e -> assertThat(e.failure()).isEqualTo(new Unauthorized()));
        }
    }

    @Test
    void without_keys_everybody_is_the_same() {
        assertThat(new Authenticate(false, List.of()).caller(Optional.of("any")))
                .isEqualTo(Caller.ANONYMOUS);
    }
}
