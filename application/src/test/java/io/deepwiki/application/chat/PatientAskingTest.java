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
import io.deepwiki.application.streaming.TokenSink;
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
        assertThat(writer.bytes())
                .as("no byte goes out before there is an answer")
                .isZero();
    }

    @Test
    void an_answer_without_context_says_so_in_its_first_line() {
        model.answers((_, sink) -> {
            sink.asked(100);
            switch (calls.incrementAndGet()) {
                case 1 -> throw new ModelException(new TooLong());
                case 2 -> throw new ModelException(new RateLimited(Optional.of(Duration.ZERO)));
                default -> {
                    sink.accept("");
                    sink.accept("Here ");
                    sink.accept("it is.");
                }
            }
        });
        ask();
        assertThat(calls).hasValue(3);
        assertThat(writer.from(0)).isEqualTo(ContextDropped.sentence(Language.ENGLISH) + "\n\nHere it is.");
    }

    @Test
    void a_first_line_is_not_lost_where_the_beginning_is_held_back_and_forgotten() {
        StringBuilder held = new StringBuilder();
        TokenSink holding = new TokenSink() {
            @Override
            public void accept(String piece) {
                held.append(piece);
            }

            @Override
            public void again() {
                held.setLength(0);
            }

            @Override
            public void whole() {
                writer.accept(held.toString());
            }
        };
        model.answers((_, sink) -> {
            if (calls.incrementAndGet() == 1) {
                throw new ModelException(new TooLong());
            }
            sink.accept("#");
            if (calls.get() == 2) {
                throw new ModelException(new RateLimited(Optional.of(Duration.ZERO)));
            }
        });
        ask(holding);
        assertThat(writer.from(0)).isEqualTo(ContextDropped.sentence(Language.ENGLISH) + "\n\n#");
    }

    @Test
    void nobody_waits_longer_than_the_provider_says() {
        long begun = System.nanoTime();
        fails(new RateLimited(Optional.of(Duration.ofMillis(10))));
        assertThat(calls).hasValue(4);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
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
        ask(writer);
    }

    private void ask(TokenSink sink) {
        new PatientAsking(model, writer, sink)
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
