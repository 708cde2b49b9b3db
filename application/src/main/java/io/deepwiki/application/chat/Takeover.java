package io.deepwiki.application.chat;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.domain.chat.ChatStream;
import java.util.List;

/** Goes on with streams whose instance is gone. */
@FunctionalInterface
public interface Takeover {
    /**
     * Goes on with a stream that this instance has claimed.
     *
     * @param before what is stored of it, in order
     * @return false if it cannot be gone on with, and ends here
     */
    boolean takeOver(ChatStream stream, List<AnswerPart> before);
}
