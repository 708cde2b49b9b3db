package io.deepwiki.adapters.llm.stream;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.deepwiki.adapters.llm.http.Thrown;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Passes the pieces of one answer on as they come, and keeps the first end that is told, whatever follows it. Used by one thread. */
public final class ProviderStream implements StreamingChatResponseHandler {
    /** Characters that make a token, roughly, in English and in code; only where the provider counts none. */
    private static final int CHARACTERS_OF_TOKEN = 4;

    private final TokenSink sink;
    private final StringBuilder text = new StringBuilder();
    private @Nullable RuntimeException failure;
    private @Nullable ChatResponse whole;

    public ProviderStream(TokenSink sink) {
        this.sink = sink;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        if (over()) {
            return;
        }
        try {
            sink.accept(piece.text());
            text.append(piece.text());
        } catch (RuntimeException e) {
            failure = e;
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (!over()) {
            whole = response;
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!over()) {
            failure = Thrown.meaning(error);
        }
    }

    private boolean over() {
        return failure != null || whole != null;
    }

    /**
     * What came of it, after the call has returned.
     *
     * @param promptCharacters for an estimate, where the provider counts nothing
     * @throws ModelException if it is not whole: no end, no reason to end, or no text
     */
    public Reply reply(int promptCharacters) {
        if (failure != null) {
            throw withText(failure);
        }
        if (whole == null || whole.finishReason() == null) {
            throw new ModelException(new CutOff(text.toString()));
        }
        if (whole.finishReason() == FinishReason.CONTENT_FILTER) {
            throw new ModelException(new Filtered());
        }
        if (text.toString().isBlank()) {
            throw new ModelException(new CutOff(""));
        }
        return new Reply(
                usage(whole, promptCharacters),
                whole.finishReason() == FinishReason.LENGTH
                        ? io.deepwiki.application.llm.port.ChatModel.FinishReason.LENGTH
                        : io.deepwiki.application.llm.port.ChatModel.FinishReason.STOP);
    }

    private RuntimeException withText(RuntimeException thrown) {
        return thrown instanceof ModelException model && model.failure() instanceof CutOff
                ? new ModelException(new CutOff(text.toString()), model)
                : thrown;
    }

    private TokenUsage usage(ChatResponse response, int promptCharacters) {
        var counted = response.tokenUsage();
        if (counted == null || counted.inputTokenCount() == null || counted.outputTokenCount() == null) {
            return new TokenUsage(promptCharacters / CHARACTERS_OF_TOKEN, text.length() / CHARACTERS_OF_TOKEN, true);
        }
        return new TokenUsage(counted.inputTokenCount(), counted.outputTokenCount(), false);
    }
}
