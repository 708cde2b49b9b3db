package io.deepwiki.e2e;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A model's server on loopback that speaks OpenAI's protocol at its own pace, and sees what becomes of each connection. */
final class TalkingModel implements AutoCloseable {
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Script script;

    /** What is answered to a call. */
    @FunctionalInterface
    interface Script {
        /** @throws IOException when the connection breaks; nothing more is answered then */
        void answer(Call call) throws IOException, InterruptedException;
    }

    TalkingModel(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls whose request holds a word. */
    List<Call> calls(String word) {
        return calls.stream().filter(call -> call.body().contains(word)).toList();
    }

    /** How many calls are still held by the caller. */
    long open() {
        return calls.stream().filter(call -> call.closed.getCount() > 0).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed: that is the end
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Call call = new Call(body(in), socket.getOutputStream());
            calls.add(call);
            Thread watch = Thread.ofVirtual().start(() -> call.watch(in));
            script.answer(call);
            socket.shutdownOutput();
            watch.join();
        } catch (IOException _) {
            // the caller has left: its watch saw it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        String length = head.toString()
                .toLowerCase(Locale.ROOT)
                .split("content-length: ", 2)[1]
                .split("\r\n", 2)[0];
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One request, and what was said to it so far. */
    static final class Call {
        private final String body;
        private final OutputStream out;
        private final StringBuilder said = new StringBuilder();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile long closedAt;
        private volatile boolean hangs;
        private boolean begun;

        private Call(String body, OutputStream out) {
            this.body = body;
            this.out = out;
        }

        String body() {
            return body;
        }

        /** The text so far. */
        String said() {
            synchronized (said) {
                return said.toString();
            }
        }

        /** Says a piece; the halves of a character may be in two of them. */
        void say(String piece) throws IOException {
            begin();
            synchronized (said) {
                said.append(piece);
            }
            event(Map.of("content", piece), "null");
        }

        /** Ends the answer as a model does that has nothing more to say. */
        void finish() throws IOException {
            begin();
            event(Map.of(), "\"stop\"");
            chunk("data: [DONE]\n\n");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** Says nothing for a while; whether the caller has left meanwhile. */
        boolean pause(Duration longest) throws InterruptedException {
            return closed.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Says nothing more until the caller has left, or the time is over. */
        void hang(Duration longest) throws InterruptedException {
            hangs = true;
            boolean _ = pause(longest);
        }

        /** Whether it says nothing more. */
        boolean hangs() {
            return hangs;
        }

        /** When it saw the caller leave, as {@link System#nanoTime()} says it. */
        long closedAt() {
            return closedAt;
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                out.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }

        private void event(Map<String, String> delta, String reason) throws IOException {
            chunk("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                    + ASCII.writeValueAsString(delta) + ",\"finish_reason\":" + reason + "}]}\n\n");
        }

        private void chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void watch(InputStream in) {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // reset: it has left just as well
            }
            closedAt = System.nanoTime();
            closed.countDown();
        }
    }
}
