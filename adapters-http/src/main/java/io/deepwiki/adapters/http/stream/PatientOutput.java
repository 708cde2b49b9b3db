package io.deepwiki.adapters.http.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Passes bytes on, and says when one write is held up too long: whoever reads the other end does not read any more. */
final class PatientOutput extends OutputStream {
    private final OutputStream out;
    private final Patience patience;

    /** @param heldUp called once, from another thread, by which the write must be ended */
    PatientOutput(OutputStream out, Duration patience, Runnable heldUp) {
        this.out = out;
        this.patience = new Patience(patience, heldUp);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        patience.begin();
        try {
            out.write(bytes, from, length);
        } finally {
            patience.end();
        }
    }

    @Override
    public void flush() throws IOException {
        patience.begin();
        try {
            out.flush();
        } finally {
            patience.end();
        }
    }

    @Override
    public void close() throws IOException {
        patience.begin();
        try {
            out.close();
        } finally {
            patience.silence();
        }
    }
}
