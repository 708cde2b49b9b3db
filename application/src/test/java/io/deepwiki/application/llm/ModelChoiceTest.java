package io.deepwiki.application.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.llm.ModelRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    private final ScriptedModel models = new ScriptedModel();
    private final ModelChoice choice = new ModelChoice(models);

    @Test
    void who_does_not_choose_gets_what_is_preferred() {
        assertThat(choice.choose(Optional.empty(), Optional.empty())).isEqualTo(ScriptedModel.REF);
        assertThat(choice.choose(Optional.of("scripted"), Optional.empty())).isEqualTo(ScriptedModel.REF);
        assertThat(choice.offered(ScriptedModel.REF)).isSameAs(models);
    }

    @Test
    void an_unknown_name_is_refused_and_the_known_ones_are_named() {
        assertThat(failure(Optional.of("nobody"), Optional.empty()))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.sentence()).contains("scripted, absent"));
        assertThat(failure(Optional.of("scripted"), Optional.of("two")))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.code()).isEqualTo("unsupported_model"));
    }

    @Test
    void a_provider_that_is_not_configured_says_what_is_missing() {
        assertThat(failure(Optional.of("absent"), Optional.empty()))
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.sentence()).contains("ABSENT_KEY"));
        assertThatThrownBy(() -> choice.offered(new ModelRef("absent", "x"))).isInstanceOf(FailureException.class);
    }

    @Test
    void the_catalogue_shows_what_is_configured_and_what_is_not() {
        ListModels.Catalogue catalogue = new ListModels(models).catalogue();
        assertThat(catalogue.preferred()).isEqualTo(ScriptedModel.REF);
        assertThat(catalogue.providers())
                .extracting(ListModels.ModelProvider::configured)
                .containsExactly(true, false);
    }

    @Test
    void every_failure_of_a_model_has_a_sentence_and_keeps_what_was_told() {
        List<ModelFailure> failures = List.of(
                new ModelFailure.TooLong(),
                new ModelFailure.QuotaGone(),
                new ModelFailure.BadCredentials("SOME_KEY"),
                new ModelFailure.NoSuchModel(),
                new ModelFailure.Filtered(),
                new ModelFailure.Overloaded(),
                new ModelFailure.TimedOut(),
                new ModelFailure.CutOff("half"),
                new ModelFailure.EmptyAnswer(),
                new ModelFailure.BadRequest(),
                new ModelFailure.Unreachable(),
                new ModelFailure.NotConfigured("SOME_KEY"));
        assertThat(failures)
                .allSatisfy(failure -> assertThat(ModelFailures.told(failure).toString())
                        .contains("sentence=")
                        .doesNotContain("half"));
        assertThat(ModelFailures.told(new ModelFailure.RateLimited(Optional.of(Duration.ofSeconds(7)))))
                .isInstanceOfSatisfying(
                        TooMany.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    private Failure failure(Optional<String> provider, Optional<String> model) {
        try {
            ModelRef chosen = choice.choose(provider, model);
            choice.offered(chosen);
            throw new AssertionError("nothing failed");
        } catch (FailureException e) {
            return e.failure();
        }
    }
}
