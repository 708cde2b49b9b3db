package io.deepwiki.adapters.http.stream;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Passes bytes on, and says when one write is held up too long: whoever reads the other end does not read any more. Silence costs nothing. */
final class PatientOutput extends OutputStream {
    private static final int LOOKS = 4;

    private final OutputStream out;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration patience;
    private volatile boolean writing;
    private volatile long begun;

    /** @param heldUp called once, from another thread, by which the write must be ended */
    PatientOutput(OutputStream out, Duration patience, Runnable heldUp) {
        this.out = out;
        this.patience = patience;
        Thread.ofVirtual().name("write-watch").start(() -> watch(heldUp));
    }

    private void watch(Runnable heldUp) {
        try {
            while (!closed.await(patience.toNanos() / LOOKS, NANOSECONDS)) {
                if (writing && System.nanoTime() - begun > patience.toNanos()) {
                    heldUp.run();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        start();
        try {
            out.write(bytes, from, length);
        } finally {
            writing = false;
        }
    }

    @Override
    public void flush() throws IOException {
        start();
        try {
            out.flush();
        } finally {
            writing = false;
        }
    }

    private void start() {
        begun = System.nanoTime();
        writing = true;
    }

    @Override
    public void close() throws IOException {
        start();
        try {
            out.close();
        } finally {
            writing = false;
            closed.countDown();
        }
    }
}
