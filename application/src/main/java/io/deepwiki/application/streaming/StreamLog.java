package io.deepwiki.application.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Something that one thread writes and any number of readers follow, each at its own pace: a reader is a place in the log, not a queue, so
 * a slow one costs nothing and holds up nobody. Thread-safe.
 */
public final class StreamLog<E> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<E> elements = new ArrayList<>();
    private boolean closed;

    /** Adds an element. Nothing can be added once the log is closed. */
    public void append(E element) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the log is closed");
            }
            elements.add(element);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds the last element: whoever has read it knows at once that nothing more will come. */
    public void end(E last) {
        lock.lock();
        try {
            append(last);
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** The elements from the given place on, as many as there are now. */
    public List<E> from(int place) {
        lock.lock();
        try {
            return List.copyOf(elements.subList(place, elements.size()));
        } finally {
            lock.unlock();
        }
    }

    /** The last element; empty while more may come. */
    public Optional<E> last() {
        lock.lock();
        try {
            return closed ? Optional.of(elements.getLast()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A reader's place at the beginning.
     *
     * @param left called once, when the reader closes its feed
     */
    public Feed<E> follow(Runnable left) {
        return new Reader(left);
    }

    private final class Reader implements Feed<E> {
        private final Runnable left;
        private final Alarm alarm = new Alarm(this::wake);
        private int position;
        private boolean gone;

        private Reader(Runnable left) {
            this.left = left;
        }

        @Override
        public Optional<E> next(Duration patience) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (position == elements.size() && !closed && !patience.isZero()) {
                    await(System.nanoTime() + patience.toNanos());
                }
                return position == elements.size() ? Optional.empty() : Optional.of(elements.get(position++));
            } finally {
                lock.unlock();
            }
        }

        private void await(long deadline) throws InterruptedException {
            while (position == elements.size() && !closed && deadline - System.nanoTime() > 0) {
                alarm.ringBy(deadline);
                grown.await();
            }
        }

        private void wake() {
            lock.lock();
            try {
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean ended() {
            lock.lock();
            try {
                return closed && position == elements.size();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            if (!gone) {
                gone = true;
                alarm.off();
                left.run();
            }
        }
    }
}
