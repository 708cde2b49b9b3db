package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.AddressPolicy.RefusedAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * Makes the HTTP connections of one fetch: each address is checked where it is connected to, time is bounded, and bytes are counted over all
 * of them.
 */
final class GuardedConnections implements HttpConnectionFactory {
    private final JDKHttpConnectionFactory plain = new JDKHttpConnectionFactory();
    private final AddressPolicy policy;
    private final SourceLimits limits;
    private final long deadline;
    private String host = "";
    private long bytes;

    GuardedConnections(AddressPolicy policy, SourceLimits limits) {
        this.policy = policy;
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.whole().toNanos();
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        if (!host.isEmpty() && !host.equals(url.getHost())) {
            throw new RefusedAddress("The address redirects to another host: give the address it leads to.");
        }
        host = url.getHost();
        policy.check(url);
        HttpConnection connection = plain.create(url, Proxy.NO_PROXY);
        connection.setConnectTimeout((int) limits.connect().toMillis());
        return new CountedConnection(connection, this);
    }

    /** Whether the fetch has used up its time. */
    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                count(Math.max(0, read));
                return read;
            }
        };
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > limits.packBytes()) {
            throw new TooManyBytes();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (isLate()) {
            throw new SocketTimeoutException("the fetch took longer than " + limits.whole());
        }
    }

    /** The repository is larger than is allowed. */
    static final class TooManyBytes extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        TooManyBytes() {
            super("too many bytes");
        }
    }
}
