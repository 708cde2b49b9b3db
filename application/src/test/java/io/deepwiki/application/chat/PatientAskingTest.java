package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatientAskingTest {
    private static final Excerpt PASSAGE = new Excerpt(new SourcePath("a"), new LineRange(1, 1), "", "x");

    private final StreamLog<AnswerPart> log = new StreamLog<>();
    private final AnswerWriter writer = new AnswerWriter(log, List.of());
    private final ScriptedModel model = new ScriptedModel();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void a_limited_rate_is_waited_for() throws Exception {
        model.answers((_, sink) -> {
            sink.asked(100);
            if (calls.incrementAndGet() < 3) {
                throw new ModelException(new RateLimited(Optional.of(Duration.ofMillis(1))));
            }
            sink.accept("Here.");
        });
        ask();
        assertThat(calls).hasValue(3);
        assertThat(notices()).containsExactly("rate_limited", "rate_limited");
        assertThat(cost()).as("refusals cost nothing").isEqualTo(new TokenUsage(10, 5, false));
    }

    @Test
    void a_provider_that_says_at_once_is_not_asked_in_a_loop() {
        fails(new RateLimited(Optional.of(Duration.ZERO)));
        assertThat(calls).hasValue(4);
    }

    @Test
    void nobody_is_kept_waiting_for_more_than_ten_seconds() {
        fails(new RateLimited(Optional.of(Duration.ofMillis(10_001))));
        assertThat(calls).hasValue(1);
        assertThat(notices()).isEmpty();
    }

    @Test
    void what_is_too_long_is_asked_once_more_without_context() {
        fails(new TooLong());
        assertThat(calls).hasValue(2);
        assertThat(notices()).containsExactly("context_dropped");
    }

    @Test
    void after_the_first_word_nothing_is_asked_again() {
        model.answers((_, sink) -> {
            sink.asked(100);
            calls.incrementAndGet();
            sink.accept("12345678");
            throw new ModelException(new RateLimited(Optional.of(Duration.ZERO)));
        });
        assertThatThrownBy(this::ask).isInstanceOf(ModelException.class);
        assertThat(calls).hasValue(1);
        assertThat(cost()).isEqualTo(new TokenUsage(100, 2, true));
    }

    @Test
    void a_call_that_hung_may_have_cost_its_prompt() {
        fails(new ModelFailure.TimedOut());
        assertThat(cost()).isEqualTo(new TokenUsage(100, 0, true));
    }

    @Test
    void a_wrong_key_costs_nothing() {
        fails(new ModelFailure.BadCredentials("KEY"));
        assertThat(log.from(0)).noneMatch(Used.class::isInstance);
        assertThat(calls).hasValue(1);
    }

    private void fails(ModelFailure failure) {
        model.answers((_, sink) -> {
            sink.asked(100);
            calls.incrementAndGet();
            throw new ModelException(failure);
        });
        assertThatThrownBy(this::ask).isInstanceOf(ModelException.class);
    }

    private void ask() {
        new PatientAsking(model, writer, writer)
                .ask(new Prompt(
                        new Prompt.Answer("?", List.of(), List.of()),
                        "o/r",
                        Language.ENGLISH,
                        List.of(PASSAGE),
                        CodeMap.of(List.of(), "")));
    }

    private List<String> notices() {
        return log.from(0).stream()
                .filter(Notice.class::isInstance)
                .map(part -> ((Notice) part).code())
                .toList();
    }

    private TokenUsage cost() {
        writer.failed(Stop.ASKED.failure());
        return log.from(0).stream()
                .filter(Used.class::isInstance)
                .map(part -> ((Used) part).usage())
                .findFirst()
                .orElse(TokenUsage.NONE);
    }
}
