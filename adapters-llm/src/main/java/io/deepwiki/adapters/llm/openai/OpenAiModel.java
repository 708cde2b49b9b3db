package io.deepwiki.adapters.llm.openai;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.deepwiki.adapters.llm.prompt.Allowance;
import io.deepwiki.adapters.llm.prompt.Messages;
import io.deepwiki.adapters.llm.stream.ProviderStream;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink;
import java.util.function.Supplier;

/** One model of a provider that speaks OpenAI's protocol. */
final class OpenAiModel implements ChatModel {
    private final StreamingChatModel model;
    private final Supplier<Allowance> allowance;

    /** @param allowance how large a prompt may be; a new one for each */
    OpenAiModel(StreamingChatModel model, Supplier<Allowance> allowance) {
        this.model = model;
        this.allowance = allowance;
    }

    @Override
    public Reply reply(Prompt prompt, TokenSink sink) {
        Messages messages = Messages.of(prompt, allowance.get());
        ProviderStream stream = new ProviderStream(sink);
        ChatRequest request = ChatRequest.builder()
                .messages(messages.all().toArray(ChatMessage[]::new))
                .build();
        try {
            model.chat(request, stream);
        } catch (RuntimeException e) {
            stream.onError(e);
        }
        return stream.reply(4 * messages.tokens());
    }
}
