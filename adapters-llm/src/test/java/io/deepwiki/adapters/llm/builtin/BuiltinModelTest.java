package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuiltinModelTest {
    private static final Prompt PROMPT = new Prompt(
            new Prompt.Plan(8, 12, Optional.empty()),
            "owner/shop",
            Language.ENGLISH,
            List.of(),
            SampleRepository.shop().map());

    @Test
    void text_comes_in_pieces_of_a_few_words_and_costs_no_tokens() {
        List<String> pieces = new ArrayList<>();
        ChatModel.Reply reply = new BuiltinModel().reply(PROMPT, pieces::add);
        assertThat(pieces)
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        piece -> assertThat(piece.strip().split("\\s+").length).isLessThanOrEqualTo(5));
        assertThat(reply).isEqualTo(new ChatModel.Reply(TokenUsage.NONE, ChatModel.FinishReason.STOP));
    }

    @Test
    void it_stops_when_its_reader_is_gone() {
        List<String> pieces = new ArrayList<>();
        assertThatThrownBy(() -> new BuiltinModel().reply(PROMPT, piece -> {
                    pieces.add(piece);
                    if (pieces.size() == 3) {
                        throw new ReaderGone();
                    }
                }))
                .isInstanceOf(ReaderGone.class);
        assertThat(pieces).hasSize(3);
    }

    @Test
    void it_stops_when_its_thread_is_interrupted() {
        List<String> pieces = new ArrayList<>();
        assertThatThrownBy(() -> new BuiltinModel().reply(PROMPT, piece -> {
                    pieces.add(piece);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(ReaderGone.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pieces).hasSize(1);
    }
}
