package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CapsTest {
    @Test
    void a_provider_may_have_a_cap_of_its_own() {
        Caps caps = new Caps(3, 16, Map.of("ollama", 1));
        assertThat(caps.of("ollama")).isEqualTo(1);
        assertThat(caps.of("openai")).isEqualTo(16);
    }

    @Test
    void a_cap_that_lets_nothing_through_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caps(0, 16, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Caps(65, 16, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Caps(3, 0, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Caps(3, 16, Map.of("ollama", 0)));
    }
}
