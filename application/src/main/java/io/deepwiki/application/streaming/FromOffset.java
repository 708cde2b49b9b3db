package io.deepwiki.application.streaming;

import io.deepwiki.application.failure.Failure.OutOfRange;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Text;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer from some byte of its text on, for a reader who has what stands before. Parts that are not text are passed on if they stand at
 * that byte or behind it, and the commit in every case: what follows is about it. An offset within a character begins with the whole character, as its part's own offset says.
 */
public final class FromOffset implements Feed<AnswerPart> {
    private final Feed<AnswerPart> answer;
    private final long offset;
    private long read;

    /** @param offset in bytes of the text's UTF-8 */
    public FromOffset(Feed<AnswerPart> answer, long offset) {
        this.answer = answer;
        this.offset = offset;
    }

    /**
     * {@inheritDoc}
     *
     * @throws FailureException OutOfRange if the text is whole and ends before the offset. One that failed ends with its failure: who read it
     *     live may have read more of it than was kept when its instance died
     */
    @Override
    public Optional<AnswerPart> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<AnswerPart> next = answer.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            Optional<AnswerPart> wanted = next.flatMap(this::wanted);
            if (next.isEmpty() || wanted.isPresent()) {
                return wanted;
            }
        }
    }

    private Optional<AnswerPart> wanted(AnswerPart part) {
        if (read < offset && part instanceof Text text) {
            return rest(text);
        }
        if (part instanceof Done(long bytes, String _, String _)) {
            check(bytes);
        }
        if (part instanceof Failed failed && failed.bytes() < offset) {
            return Optional.of(part);
        }
        return read < offset && !(part instanceof Opened) ? Optional.empty() : Optional.of(part);
    }

    private void check(long bytes) {
        if (bytes < offset) {
            throw new FailureException(
                    new OutOfRange("The answer has " + bytes + " bytes: ask from there, or before."));
        }
    }

    private Optional<AnswerPart> rest(Text piece) {
        Optional<Text> rest = piece.from(offset);
        read = rest.isPresent() ? offset : piece.end();
        return rest.map(AnswerPart.class::cast);
    }

    @Override
    public boolean ended() {
        return answer.ended();
    }

    @Override
    public void close() {
        answer.close();
    }
}
