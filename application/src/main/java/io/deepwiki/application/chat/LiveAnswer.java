package io.deepwiki.application.chat;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.FromOffset;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.domain.chat.ChatStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An answer that this instance writes: what there is of it, who reads it here, and how it is stopped. Thread-safe. */
final class LiveAnswer {
    /** How long a reader waits for the end to be stored; it takes that long when the database is away. */
    private static final Duration UNTIL_STORED = Duration.ofSeconds(2);

    private final ChatStream stream;
    private final boolean detached;
    private final List<AnswerPart> before;
    private final StreamLog<AnswerPart> log = new StreamLog<>();
    private final Stoppable writing;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch stored = new CountDownLatch(1);
    private int readers;
    private long aloneSince = System.nanoTime();
    private Optional<Stop> stop = Optional.empty();

    /**
     * An answer of which there is nothing yet.
     *
     * @param detached whether it goes on when nobody reads it
     * @param work writes it
     */
    LiveAnswer(ChatStream stream, boolean detached, Consumer<LiveAnswer> work) {
        this(stream, detached, List.of(), work);
    }

    /**
     * An answer that another instance has begun.
     *
     * @param before what is stored of it
     */
    LiveAnswer(ChatStream stream, boolean detached, List<AnswerPart> before, Consumer<LiveAnswer> work) {
        this.stream = stream;
        this.detached = detached;
        this.before = List.copyOf(before);
        before.forEach(log::append);
        this.writing = new Stoppable(() -> work.accept(this));
    }

    ChatStream stream() {
        return stream;
    }

    /** What was stored of it before this instance went on with it. */
    List<AnswerPart> before() {
        return before;
    }

    StreamLog<AnswerPart> log() {
        return log;
    }

    /** Writes it, on this thread; see {@link LiveAnswers#write}. */
    void write() {
        try {
            writing.run();
        } finally {
            over.countDown();
        }
    }

    /** A reader's place at a byte of the text. The reader counts until the feed is closed. */
    Feed<AnswerPart> follow(long offset) {
        synchronized (this) {
            readers++;
        }
        return new StoredEnd(new FromOffset(log.follow(this::left), offset), stored, UNTIL_STORED);
    }

    /** Whoever reads it need not wait any longer for its last part. */
    void endIsStored() {
        stored.countDown();
    }

    private synchronized void left() {
        readers--;
        aloneSince = System.nanoTime();
    }

    /** Breaks it off for want of a reader, unless one has come back meanwhile. */
    void stopIfAlone(Duration grace) {
        synchronized (this) {
            if (!alone(grace)) {
                return;
            }
            stop = Optional.of(Stop.LEFT);
        }
        writing.stop();
    }

    /** Whether it should not go on for want of a reader, as far as this instance knows. */
    synchronized boolean alone(Duration grace) {
        return !detached
                && readers == 0
                && stop.isEmpty()
                && System.nanoTime() - aloneSince >= grace.toNanos()
                && log.last().isEmpty();
    }

    /** Breaks it off; the first reason stands. Does nothing to an answer that is over. */
    void stop(Stop why) {
        synchronized (this) {
            if (stop.isPresent()) {
                return;
            }
            stop = Optional.of(why);
        }
        writing.stop();
    }

    /** Why it was told to stop, if it was. */
    synchronized Optional<Stop> stopped() {
        return stop;
    }

    /** Waits until it is over. */
    void awaitEnd(Duration patience) {
        try {
            boolean _ = over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
