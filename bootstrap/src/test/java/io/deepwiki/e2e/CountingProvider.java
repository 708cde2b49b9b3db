package io.deepwiki.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider on loopback that keeps accounts: it refuses some calls, and charges for the others. Speaks OpenAI's protocol. */
final class CountingProvider implements AutoCloseable {
    /** What each call that is answered costs. */
    static final int PROMPT = 1000;

    static final int COMPLETION = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Function<String, Answer> script;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What is answered to a request. */
    sealed interface Answer {
        /** The text, which is charged. */
        record Text(String text) implements Answer {}

        /** No text, and no charge. */
        record Refusal(int status, Optional<Integer> retryAfterSeconds) implements Answer {}
    }

    /** A request, when it came, as {@link System#nanoTime()} says it, and what was answered. */
    record Call(String body, long at, Answer answer) {}

    /** @param script from the body of a request to the answer */
    CountingProvider(Function<String, Answer> script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Every call, refused or not. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls were charged. */
    int charged() {
        return (int) calls.stream()
                .filter(call -> call.answer() instanceof Answer.Text)
                .count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = script.apply(body);
        calls.add(new Call(body, System.nanoTime(), answer));
        try (OutputStream out = exchange.getResponseBody()) {
            switch (answer) {
                case Answer.Refusal(int status, Optional<Integer> retryAfter) -> {
                    retryAfter.ifPresent(
                            seconds -> exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds)));
                    exchange.sendResponseHeaders(status, -1);
                }
                case Answer.Text(String text) -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    out.write(event(choice(Map.of("content", text), "null")));
                    out.write(event(choice(Map.of(), "\"stop\"")));
                    out.write(event("\"choices\":[],\"usage\":{\"prompt_tokens\":" + PROMPT + ",\"completion_tokens\":"
                            + COMPLETION + ",\"total_tokens\":" + (PROMPT + COMPLETION) + "}"));
                    out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private static String choice(Map<String, String> delta, String reason) throws IOException {
        return "\"choices\":[{\"index\":0,\"delta\":" + JSON.writeValueAsString(delta) + ",\"finish_reason\":" + reason
                + "}]";
    }

    private static byte[] event(String members) {
        return ("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\"," + members + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
