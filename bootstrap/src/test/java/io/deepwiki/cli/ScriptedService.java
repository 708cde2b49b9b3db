package io.deepwiki.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A service that answers what a test tells it to, in order; the last answer to a call stays. Records what was asked. */
final class ScriptedService implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private final List<CountDownLatch> gates = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body, boolean cut, Map<String, String> headers) {}

    ScriptedService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        on("GET /health", 200, "{\"status\":\"healthy\",\"service\":\"deepwiki-api\"}");
    }

    ScriptedService on(String call, int status, String body) {
        return on(call, status, body, Map.of());
    }

    ScriptedService on(String call, int status, String body, Map<String, String> headers) {
        return on(call, new Answer(status, body, false, headers));
    }

    /** The next call is answered when the gate opens, whatever it is. */
    ScriptedService next(CountDownLatch gate) {
        gates.add(gate);
        return this;
    }

    /** The connection breaks after the body. */
    ScriptedService cut(String call, String body) {
        return cut(call, body, Map.of());
    }

    ScriptedService cut(String call, String body, Map<String, String> headers) {
        return on(call, new Answer(200, body, true, headers));
    }

    private ScriptedService on(String call, Answer answer) {
        script.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was called, with the query, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = next(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        if (!gates.isEmpty()) {
            await(gates.removeFirst());
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        answer.headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(
                answer.status, answer.cut ? body.length + 100 : body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    private Answer next(String call) {
        Deque<Answer> answers = script.getOrDefault(call, new ArrayDeque<>());
        synchronized (answers) {
            Answer nothing = new Answer(
                    404, "{\"detail\":\"There is no " + call + ".\",\"code\":\"not_found\"}", false, Map.of());
            return answers.size() > 1 ? answers.remove() : answers.isEmpty() ? nothing : answers.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
