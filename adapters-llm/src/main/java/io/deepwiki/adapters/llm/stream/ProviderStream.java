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
import io.deepwiki.application.llm.port.ModelFailure.EmptyAnswer;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Passes the pieces of one answer on as they come, without the thoughts before it, and keeps the first end that is told, whatever follows it.
 * Used by one thread.
 */
public final class ProviderStream implements StreamingChatResponseHandler {
    /** Characters that make a token, roughly, in English and in code; only where the provider counts none. */
    private static final int CHARACTERS_OF_TOKEN = 4;

    /**
     * Characters of text that are taken of one answer: far more than any model writes, so what goes beyond is a provider that does not stop, and
     * the text is held in memory here and by who asked.
     */
    private static final int MOST_OF_TEXT = 8 << 20;

    private final TokenSink sink;
    private final StringBuilder text = new StringBuilder();
    private final LeadingThoughts thoughts = new LeadingThoughts();
    private int written;
    private boolean full;
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
        written += piece.text().length();
        pass(thoughts.visible(piece.text()));
        if (failure != null || full) {
            context.streamingHandle().cancel();
        }
    }

    private void pass(String piece) {
        String taken = beginning(piece, MOST_OF_TEXT - text.length());
        full = taken.length() < piece.length();
        if (taken.isEmpty()) {
            return;
        }
        try {
            sink.accept(taken);
            text.append(taken);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** So many characters, or one less where the last would be half of one. */
    private static String beginning(String piece, int most) {
        if (piece.length() <= most) {
            return piece;
        }
        return piece.substring(0, most > 0 && Character.isHighSurrogate(piece.charAt(most - 1)) ? most - 1 : most);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (!over()) {
            pass(thoughts.rest());
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
        return failure != null || full || whole != null;
    }

    /**
     * What came of it, after the call has returned. A text that was cut for its length is whole, and says that it reached a limit.
     *
     * @param promptTokens our own count, where the provider counts nothing
     * @throws ModelException if it is not whole: no end, no reason to end, or no text
     */
    public Reply reply(int promptTokens) {
        if (failure != null) {
            throw withText(failure);
        }
        FinishReason reason = full ? FinishReason.LENGTH : told();
        if (reason == FinishReason.CONTENT_FILTER) {
            throw new ModelException(new Filtered());
        }
        if (reason == null || reason == FinishReason.OTHER) {
            throw new ModelException(new CutOff(text.toString()));
        }
        if (text.toString().isBlank()) {
            throw new ModelException(full ? new CutOff("") : new EmptyAnswer());
        }
        return new Reply(
                usage(promptTokens),
                reason == FinishReason.LENGTH
                        ? io.deepwiki.application.llm.port.ChatModel.FinishReason.LENGTH
                        : io.deepwiki.application.llm.port.ChatModel.FinishReason.STOP);
    }

    private @Nullable FinishReason told() {
        return whole == null ? null : whole.finishReason();
    }

    private RuntimeException withText(RuntimeException thrown) {
        return thrown instanceof ModelException model && model.failure() instanceof CutOff
                ? new ModelException(new CutOff(text.toString()), model)
                : thrown;
    }

    /** The provider's count; what it thought is paid for too, and some count it only in the total. */
    private TokenUsage usage(int promptTokens) {
        var counted = whole == null ? null : whole.tokenUsage();
        long prompt = counted == null ? 0 : orNone(counted.inputTokenCount());
        long all = counted == null ? 0 : orNone(counted.totalTokenCount());
        long completion = counted == null ? 0 : Math.max(orNone(counted.outputTokenCount()), all - prompt);
        if (prompt == 0 || completion == 0) {
            return new TokenUsage(promptTokens, written / CHARACTERS_OF_TOKEN, true);
        }
        return new TokenUsage(prompt, completion, false);
    }

    private static long orNone(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
