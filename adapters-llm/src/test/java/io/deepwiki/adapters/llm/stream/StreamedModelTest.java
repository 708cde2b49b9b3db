package io.deepwiki.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelLimits;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamedModelTest {
    /** About 2,000 tokens. */
    private static final String LONG = "alpha ".repeat(2_000);

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_prompt_is_as_long_as_the_setting_and_the_window_allow() {
        assertThat(asked(Optional.empty(), 60_000)).contains("alpha");
        assertThat(asked(Optional.empty(), 1_500)).doesNotContain("alpha");
        assertThat(asked(Optional.of(new ModelLimits(8_000, 4_000)), 60_000)).contains("alpha");
        assertThat(asked(Optional.of(new ModelLimits(2_000, 500)), 60_000)).doesNotContain("alpha");
    }

    @Test
    void a_reason_that_is_neither_an_end_nor_a_limit_is_a_cut() {
        StreamedModel model = StreamedModel.of(
                ending(FinishReason.OTHER), new ChatModels.Model("m", "M"), 60_000, TokenCount.CAUTIOUS);
        assertThatThrownBy(() -> model.reply(prompt(), _ -> {}))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        thrown -> assertThat(thrown.failure()).isEqualTo(new CutOff("Hi")));
    }

    private String asked(Optional<ModelLimits> limits, int allowed) {
        asked.clear();
        var known = new ChatModels.Model("m", "M", limits, Optional.empty());
        StreamedModel.of(ending(FinishReason.STOP), known, allowed, TokenCount.OPENAI)
                .reply(prompt(), _ -> {});
        return asked.getFirst();
    }

    private StreamingChatModel ending(FinishReason reason) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                asked.add(request.messages().toString());
                handler.onPartialResponse(new PartialResponse("Hi"), new PartialResponseContext(new Deaf()));
                handler.onCompleteResponse(ChatResponse.builder()
                        .aiMessage(AiMessage.from("Hi"))
                        .finishReason(reason)
                        .build());
            }
        };
    }

    private record Deaf() implements StreamingHandle {
        @Override
        public void cancel() {
            throw new UnsupportedOperationException("nobody cancels here");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }

    private static Prompt prompt() {
        var passage = new Excerpt(new SourcePath("a.txt"), new LineRange(1, 1), "", LONG);
        return new Prompt(
                new Prompt.Answer("What?", List.of(), List.of()),
                "o/r",
                Language.ENGLISH,
                List.of(passage),
                CodeMap.of(List.of(), ""));
    }
}
