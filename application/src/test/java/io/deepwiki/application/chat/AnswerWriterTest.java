package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private final StreamLog<AnswerPart> log = new StreamLog<>();

    @Test
    void what_was_broken_off_is_counted_when_it_is_asked_again() {
        AnswerWriter writer = new AnswerWriter(log, List.of());
        writer.asked(10_000);
        writer.accept("a text that the provider was paid for, until the connection broke");
        writer.asked(10_000);
        writer.settle(new TokenUsage(9_000, 20, false));
        writer.done(FinishReason.STOP);
        assertThat(used().prompt()).isEqualTo(19_000);
        assertThat(used().completion()).isGreaterThan(20);
        assertThat(used().estimated()).isTrue();
    }

    @Test
    void what_another_instance_had_asked_is_counted_if_it_gave_something() {
        List<AnswerPart> before = List.of(new Asked(5_000), new Asked(5_000), new Text(0, "four tokens or so"));
        AnswerWriter writer = new AnswerWriter(log, before);
        writer.asked(6_000);
        writer.settle(new TokenUsage(6_000, 20, false));
        writer.done(FinishReason.STOP);
        assertThat(used().prompt()).isEqualTo(11_000);
    }

    private TokenUsage used() {
        return log.from(0).stream()
                .filter(Used.class::isInstance)
                .map(part -> ((Used) part).usage())
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
