package io.deepwiki.application.streaming;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
import java.util.Optional;

/** An element of an answer on its way to a reader. The last one is always {@link Done} or {@link Failed}. */
public sealed interface AnswerPart {
    /** The repository is ready, at this commit. */
    record Opened(Commit commit) implements AnswerPart {}

    /** What the answer is grounded in, best first. */
    record Sources(List<Source> passages) implements AnswerPart {
        public Sources {
            passages = List.copyOf(passages);
        }
    }

    /**
     * Where a passage stands.
     *
     * @param symbol what is declared there; empty if nothing is
     */
    record Source(SourcePath path, LineRange lines, String symbol) {}

    /**
     * A model is asked. Not shown to readers: it settles what an answer cost that was broken off.
     *
     * @param tokens of the prompt, by our own estimate
     */
    record Asked(int tokens) implements AnswerPart {}

    /** A model has answered, whole, at this cost. Not shown to readers. */
    record Settled(TokenUsage usage) implements AnswerPart {}

    /**
     * A stage of a research begins.
     *
     * @param iteration counts from 1
     * @param stage {@code plan}, {@code update} or {@code conclusion}
     */
    record Stage(int iteration, String stage) implements AnswerPart {}

    /**
     * The next piece of the text.
     *
     * @param offset where it begins, in bytes of the text's UTF-8
     */
    record Text(long offset, String text) implements AnswerPart {
        /** What of it stands at a byte of the whole text or behind it; a character that the byte lies in is whole. */
        public Optional<Text> from(long from) {
            long before = offset;
            int at = 0;
            while (at < text.length()) {
                int point = text.codePointAt(at);
                int length = Utf8.length(point);
                if (before + length > from) {
                    return Optional.of(new Text(before, text.substring(at)));
                }
                before += length;
                at += Character.charCount(point);
            }
            return Optional.empty();
        }

        /** Where it ends, in bytes of the text's UTF-8. */
        public long end() {
            return offset + Utf8.length(text);
        }
    }

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

    /**
     * It is not, and this is why.
     *
     * @param bytes the length of what there is of the text, in UTF-8
     * @param sha256 of these bytes, in hexadecimal
     */
    record Failed(Failure failure, long bytes, String sha256) implements AnswerPart {}

    /** Whether readers see it. */
    default boolean shown() {
        return !(this instanceof Asked || this instanceof Settled);
    }

    /** Whether nothing follows. */
    default boolean last() {
        return this instanceof Done || this instanceof Failed;
    }
}
