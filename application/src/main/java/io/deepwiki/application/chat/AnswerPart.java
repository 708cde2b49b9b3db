package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;

/** An element of an answer on its way to a reader. The last one is always {@link Done} or {@link Failed}. */
public sealed interface AnswerPart {
    /** The repository is ready, at this commit. */
    record Opened(Commit commit) implements AnswerPart {}

    /** What the answer is grounded in, best first. */
    record Sources(List<ScoredPassage> passages) implements AnswerPart {
        public Sources {
            passages = List.copyOf(passages);
        }
    }

    /**
     * The next piece of the text.
     *
     * @param offset where it begins, in bytes of the text's UTF-8
     */
    record Text(long offset, String text) implements AnswerPart {}

    /** Something that the reader should know, which is not part of the text. */
    record Notice(String code, String message) implements AnswerPart {}

    /** What it cost. */
    record Used(TokenUsage usage) implements AnswerPart {}

    /**
     * It is whole.
     *
     * @param bytes the length of the text in UTF-8
     * @param sha256 of these bytes, in hexadecimal
     * @param finishReason {@code stop} or {@code length}
     */
    record Done(long bytes, String sha256, String finishReason) implements AnswerPart {}

    /** It is not, and this is why. */
    record Failed(Failure failure) implements AnswerPart {}

    /** Whether nothing follows. */
    default boolean last() {
        return this instanceof Done || this instanceof Failed;
    }
}
