package io.deepwiki.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.adapters.llm.builtin.BuiltinModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    private final Providers providers = new Providers(List.of(Providers.builtin()), BuiltinModel.REF);

    @Test
    void the_built_in_model_is_always_there() {
        assertThat(providers.find(providers.preferred())).containsInstanceOf(BuiltinModel.class);
        assertThat(providers.providers()).singleElement().satisfies(builtin -> {
            assertThat(builtin.configured()).isTrue();
            assertThat(builtin.requires()).isEmpty();
        });
    }

    @Test
    void the_built_in_model_costs_nothing_so_that_a_ceiling_of_cost_can_be_kept() {
        assertThat(providers.price(BuiltinModel.REF)).contains(Price.NOTHING);
        assertThat(Price.NOTHING.cost(new TokenUsage(1_000, 500, true))).isZero();
    }

    @Test
    void what_is_not_known_is_not_found() {
        assertThat(providers.find(new ModelRef("builtin", "outline-9"))).isEmpty();
        assertThat(providers.find(new ModelRef("nobody", "outline-1"))).isEmpty();
    }

    @Test
    void a_provider_that_is_not_configured_has_no_models() {
        ChatModels.Provider closed =
                new ChatModels.Provider("closed", "Closed", false, true, Optional.of("CLOSED_KEY"), List.of());
        Providers both = new Providers(
                List.of(Providers.builtin(), new Providers.Offer(closed, _ -> Optional.of(new BuiltinModel()))),
                BuiltinModel.REF);
        assertThat(both.find(new ModelRef("closed", "any"))).isEmpty();
    }

    @Test
    void a_preferred_model_that_nobody_offers_is_refused_at_the_start() {
        assertThatThrownBy(() -> new Providers(List.of(Providers.builtin()), new ModelRef("nobody", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody/x");
    }
}
