package io.deepwiki.application.chat;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.Feed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An answer as it is written, whose last part waits until its end is stored: who has read it finds the state that it tells, and the place
 * free that the answer took. When the database is away that is not waited for long.
 */
final class StoredEnd implements Feed<AnswerPart> {
    private final Feed<AnswerPart> answer;
    private final CountDownLatch stored;
    private final Duration longest;
    private Optional<AnswerPart> last = Optional.empty();
    private long due;

    /**
     * Everything else goes through as it comes.
     *
     * @param stored comes to zero when the end is stored, or cannot be any more
     * @param longest how long the last part waits
     */
    StoredEnd(Feed<AnswerPart> answer, CountDownLatch stored, Duration longest) {
        this.answer = answer;
        this.stored = stored;
        this.longest = longest;
    }

    @Override
    public Optional<AnswerPart> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (last.isEmpty()) {
            Optional<AnswerPart> next = answer.next(patience);
            if (next.filter(AnswerPart::last).isEmpty()) {
                return next;
            }
            last = next;
            due = System.nanoTime() + longest.toNanos();
        }
        return isDue(end) ? given() : Optional.empty();
    }

    private boolean isDue(long end) throws InterruptedException {
        long now = System.nanoTime();
        long wait = Math.max(0, Math.min(end - now, due - now));
        return stored.await(wait, TimeUnit.NANOSECONDS) || due - System.nanoTime() <= 0;
    }

    private Optional<AnswerPart> given() {
        Optional<AnswerPart> given = last;
        last = Optional.empty();
        return given;
    }

    @Override
    public boolean ended() {
        return last.isEmpty() && answer.ended();
    }

    @Override
    public void close() {
        answer.close();
    }
}
