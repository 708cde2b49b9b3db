package io.deepwiki.adapters.llm.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as it comes in, whose end and breaks are what a reader of streams expects: the client throws exceptions of its own for both. */
final class ReceivedBody extends FilterInputStream {
    private final boolean endsWithConnection;

    /** @param endsWithConnection its length is not told in any way */
    ReceivedBody(InputStream in, boolean endsWithConnection) {
        super(in);
        this.endsWithConnection = endsWithConnection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (InsufficientDataAvailableException e) {
            if (endsWithConnection) {
                return -1;
            }
            throw new IOException("the answer ends too early", e);
        } catch (RuntimeException e) {
            throw new IOException("the answer broke off", e);
        }
    }
}
