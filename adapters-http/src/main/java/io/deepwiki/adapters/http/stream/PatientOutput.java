package io.deepwiki.adapters.http.stream;

import io.deepwiki.application.streaming.Alarm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Passes bytes on, and says when one write is held up too long: whoever reads the other end does not read any more. Silence costs nothing. */
final class PatientOutput extends OutputStream {
    private final OutputStream out;
    private final Duration patience;
    private final Runnable heldUp;
    private final Alarm alarm = new Alarm(this::look);
    private boolean writing;
    private boolean told;
    private long begun;

    /** @param heldUp called once, from another thread, by which the write must be ended */
    PatientOutput(OutputStream out, Duration patience, Runnable heldUp) {
        this.out = out;
        this.patience = patience;
        this.heldUp = heldUp;
    }

    private void look() {
        if (isLate()) {
            heldUp.run();
        }
    }

    private synchronized boolean isLate() {
        if (!writing || told) {
            return false;
        }
        told = System.nanoTime() - begun >= patience.toNanos();
        if (!told) {
            alarm.ringBy(begun + patience.toNanos());
        }
        return told;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        begin();
        try {
            out.write(bytes, from, length);
        } finally {
            end();
        }
    }

    @Override
    public void flush() throws IOException {
        begin();
        try {
            out.flush();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        begun = System.nanoTime();
        writing = true;
        alarm.ringBy(begun + patience.toNanos());
    }

    private synchronized void end() {
        writing = false;
    }

    @Override
    public void close() throws IOException {
        begin();
        try {
            out.close();
        } finally {
            end();
            silence();
        }
    }

    private synchronized void silence() {
        alarm.off();
    }
}
