package io.deepwiki.application.llm.port;

import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.usage.TokenUsage;

/** A language model. */
public interface ChatModel {
    /**
     * Writes the answer into the sink and returns when it is whole.
     *
     * @param sink takes the pieces, on the calling thread
     * @throws ModelException when it is not whole
     * @throws io.deepwiki.application.streaming.ReaderGone when the sink throws it, after the call to the provider is closed
     */
    Reply reply(Prompt prompt, TokenSink sink);

    /** How a whole answer ended. */
    record Reply(TokenUsage usage, FinishReason reason) {}

    /** Why a model stopped. */
    enum FinishReason {
        STOP,
        LENGTH
    }
}
