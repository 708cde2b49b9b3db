package io.deepwiki.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between a service and a server on loopback, which can fail and come back. */
final class Cable implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.WHOLE;

    /** How it is. */
    enum State {
        /** Everything gets through. */
        WHOLE,

        /** Whoever connects is sent away. */
        CUT,

        /** Connections stand, and nothing gets through. */
        SILENT
    }

    /** @param server the port of the server */
    Cable(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    /** The port that leads to the server. */
    int port() {
        return listener.getLocalPort();
    }

    /** Changes it; to cut it breaks all connections that there are. */
    void become(State next) throws IOException {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == State.CUT) {
            for (Socket end : ends) {
                reset(end);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // closed: that is the end
        }
    }

    private void serve(Socket client) {
        ends.add(client);
        try (client) {
            if (awaitNotSilent() == State.CUT) {
                reset(client);
                return;
            }
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
                ends.add(upstream);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Thread back = Thread.ofVirtual().start(() -> pass(upstream, client));
                pass(client, upstream);
                back.join();
                ends.remove(upstream);
            }
        } catch (IOException _) {
            // one of the ends sees it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ends.remove(client);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                State _ = awaitNotSilent();
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // both are closed: that is how it is told on
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private State awaitNotSilent() throws InterruptedException {
        lock.lock();
        try {
            while (state == State.SILENT) {
                changed.await();
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    private static void reset(Socket end) throws IOException {
        if (!end.isClosed()) {
            end.setSoLinger(true, 0);
            end.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
