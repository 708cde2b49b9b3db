package io.deepwiki.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Relays one connection to a service, and breaks it after so many bytes behind the head of the answer. */
final class CuttingProxy implements AutoCloseable {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final URI service;
    private final long bytes;
    private final How how;
    private final CompletableFuture<Socket> served = new CompletableFuture<>();
    private volatile boolean cut;

    /** How a connection breaks. */
    enum How {
        /** The client is told that it is broken. */
        RESET,

        /** The client sees an end where none should be. */
        END
    }

    /** @param bytes of the body, with all that frames it, that get through */
    CuttingProxy(URI service, long bytes, How how) throws IOException {
        this.service = service;
        this.bytes = bytes;
        this.how = how;
        Thread.ofVirtual().start(this::relay);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Whether it broke the connection; false also if the answer was over before. */
    boolean cut() {
        return cut;
    }

    /** Breaks it now, as a reader does that leaves. */
    void leave() throws IOException {
        served.join().close();
    }

    private void relay() {
        try (Socket client = server.accept();
                Socket upstream = new Socket(service.getHost(), service.getPort())) {
            served.complete(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, upstream));
            answer(upstream.getInputStream(), client);
        } catch (IOException _) {
            // whoever looks at an end of it sees it
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // the other direction says what happened
        }
    }

    private void answer(InputStream in, Socket client) throws IOException {
        OutputStream out = new BufferedOutputStream(client.getOutputStream());
        if (head(in, out) && body(in, out)) {
            cut = true;
            if (how == How.RESET) {
                client.setSoLinger(true, 0);
            }
        }
    }

    /** Whether there was one. */
    private static boolean head(InputStream in, OutputStream out) throws IOException {
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            out.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        out.flush();
        return true;
    }

    /** Whether there was more than may get through. */
    private boolean body(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8_192];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return false;
            }
            out.write(buffer, 0, read);
            out.flush();
            left -= read;
        }
        return in.read() >= 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
