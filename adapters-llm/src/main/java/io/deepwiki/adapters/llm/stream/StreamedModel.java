package io.deepwiki.adapters.llm.stream;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.deepwiki.adapters.llm.prompt.Messages;
import io.deepwiki.adapters.llm.prompt.TokenCount;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.llm.ModelLimits;

/** One model of a provider: renders the prompt, as much of it as is allowed, and streams the answer. */
public final class StreamedModel implements ChatModel {
    private final StreamingChatModel model;
    private final int promptTokens;
    private final TokenCount count;

    private StreamedModel(StreamingChatModel model, int promptTokens, TokenCount count) {
        this.model = model;
        this.promptTokens = promptTokens;
        this.count = count;
    }

    /**
     * A model that is given no more than it takes.
     *
     * @param known what is known of it
     * @param allowed the most tokens of a prompt, whatever its window
     */
    public static StreamedModel of(StreamingChatModel model, ChatModels.Model known, int allowed, TokenCount count) {
        int window = known.limits().map(ModelLimits::prompt).orElse(allowed);
        return new StreamedModel(model, Math.min(allowed, window), count);
    }

    @Override
    public Reply reply(Prompt prompt, TokenSink sink) {
        Messages messages = Messages.of(prompt, count.allowance(promptTokens));
        messages.cuts().forEach(sink::cut);
        sink.asked(messages.tokens());
        ProviderStream stream = new ProviderStream(sink);
        ChatRequest request = ChatRequest.builder()
                .messages(messages.all().toArray(ChatMessage[]::new))
                .build();
        try {
            model.chat(request, stream);
        } catch (RuntimeException e) {
            stream.onError(e);
        }
        return stream.reply(messages.tokens());
    }
}
