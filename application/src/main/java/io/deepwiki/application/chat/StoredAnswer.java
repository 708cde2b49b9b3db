package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.failure.Failure.Gone;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows an answer by what is stored of it: one that is over, or that another instance writes. It looks for more as often as more is stored.
 * A server that has crashed may forget the newest parts; who wrote them stores them again, in other pieces. Nobody reads anything twice then.
 */
final class StoredAnswer implements Feed<AnswerPart> {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int PAGE = 500;

    /** How often a reader shows that it reads; it counts as one for as long as this, even without a grace. */
    static final Duration SIGN = Duration.ofSeconds(3);

    private final StreamId id;
    private final ChatStreamStore streams;
    private final StreamSigns signs;
    private final Queue<AnswerPart> waiting = new ArrayDeque<>();
    private Reading reading = Reading.NOTHING;
    /** What the reader has got: bytes of text, and parts that are none. */
    private long bytes;

    private int others;
    private boolean ended;
    private final boolean over;
    private long looked = System.nanoTime() - LOOK.toNanos();
    private long signed = System.nanoTime() - SIGN.toNanos();

    /**
     * How far the rows were read.
     *
     * @param position of the last row
     * @param bytes of the text that they hold
     * @param others how many of them are no text
     */
    private record Reading(int position, long bytes, int others) {
        static final Reading NOTHING = new Reading(-1, 0, 0);

        Reading with(StoredPart row) {
            return row.part() instanceof Text text
                    ? new Reading(row.position(), text.end(), others)
                    : new Reading(row.position(), bytes, others + 1);
        }

        /** Whether the row follows what was read. */
        boolean meets(StoredPart row) {
            return row.offset() == bytes;
        }
    }

    StoredAnswer(ChatStream stream, ChatStreamStore streams, StreamSigns signs) {
        this.id = stream.id();
        this.over = stream.state() != StreamState.RUNNING;
        this.streams = streams;
        this.signs = signs;
    }

    @Override
    public Optional<AnswerPart> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (waiting.isEmpty() && !ended) {
            look();
            long left = end - System.nanoTime();
            if (waiting.isEmpty() && left <= 0) {
                return Optional.empty();
            }
            if (waiting.isEmpty()) {
                boolean _ = new CountDownLatch(1).await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            }
        }
        Optional<AnswerPart> next = Optional.ofNullable(waiting.poll());
        ended |= next.filter(AnswerPart::last).isPresent();
        return next;
    }

    private void look() {
        long now = System.nanoTime();
        if (now - looked < LOOK.toNanos()) {
            return; // there is hardly more since
        }
        looked = now;
        try {
            read();
            sign(now);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Unavailable)) {
                throw e;
            } // the database is away: what it holds can be read when it is back
        }
    }

    private void read() {
        List<StoredPart> more = streams.parts(id, reading.position, PAGE);
        if (!over && !more.isEmpty() && reading.position >= 0 && !reading.meets(more.getFirst())) {
            reading = Reading.NOTHING;
            more = streams.parts(id, reading.position, PAGE);
        }
        more.forEach(this::take);
        if (more.size() == PAGE) {
            looked -= LOOK.toNanos();
        }
        if (over && waiting.isEmpty()) {
            throw new FailureException(new Gone("The text of this answer is no longer kept: ask again."));
        }
    }

    private void take(StoredPart stored) {
        reading = reading.with(stored);
        if (stored.part() instanceof Text text) {
            text.from(bytes).ifPresent(waiting::add);
            bytes = Math.max(bytes, text.end());
        } else if (reading.others > others || stored.part().last()) {
            others = reading.others;
            waiting.add(stored.part());
        }
    }

    private void sign(long now) {
        if (!over && now - signed >= SIGN.toNanos()) {
            signed = now;
            signs.reading(id);
            if (streams.newest(id)
                    .filter(row -> row.position() >= reading.position)
                    .isEmpty()) {
                reading = Reading.NOTHING;
            }
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    /** The last sign of this reader lapses by itself. */
    @Override
    public void close() {
        ended = true;
    }
}
