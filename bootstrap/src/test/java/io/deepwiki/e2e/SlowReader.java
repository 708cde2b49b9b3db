package io.deepwiki.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a chunked answer a byte at a time, and leaves the rest where it is; until it is told to read on. */
final class SlowReader implements AutoCloseable {
    private static final int PAUSE_MILLIS = 20;

    private final Socket socket = new Socket();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private final CompletableFuture<byte[]> text = new CompletableFuture<>();
    private final AtomicInteger size = new AtomicInteger();

    SlowReader(HttpRequest.Builder request) throws IOException {
        HttpRequest wanted = request.build();
        socket.setReceiveBufferSize(4_096);
        socket.connect(
                new InetSocketAddress(wanted.uri().getHost(), wanted.uri().getPort()));
        String head = "GET " + wanted.uri().getRawPath() + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + wanted.headers().firstValue("X-API-Key").orElse("") + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(this::read);
    }

    /** How many bytes it has read. */
    int size() {
        return size.get();
    }

    /** Reads the rest as fast as it comes, and gives the whole. */
    byte[] rest() throws Exception {
        hurry.countDown();
        return text.get(1, TimeUnit.MINUTES);
    }

    private void read() {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1_024);
            String line = line(in);
            while (!line.isEmpty()) {
                line = line(in);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
                chunk(in, length, body);
                line(in);
            }
            text.complete(body.toByteArray());
        } catch (IOException | RuntimeException e) {
            text.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            text.completeExceptionally(e);
        }
    }

    private void chunk(InputStream in, int length, ByteArrayOutputStream to) throws IOException, InterruptedException {
        for (int i = 0; i < length; i++) {
            boolean _ = hurry.getCount() == 0 || hurry.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            to.write(in.read());
            size.incrementAndGet();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("cut");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
