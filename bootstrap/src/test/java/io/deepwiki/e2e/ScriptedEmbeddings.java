package io.deepwiki.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A provider on loopback that makes vectors of 384 numbers in OpenAI's protocol, and holds one request back until it is told. */
final class ScriptedEmbeddings implements AutoCloseable {
    private static final int DIMENSION = 384;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final int held;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<List<String>> answered = new ArrayList<>();
    private int asked;

    /** @param held which request is held back, from 1 */
    ScriptedEmbeddings(int held) throws IOException {
        this.held = held;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/embeddings", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Opens when the request that is held back has come. */
    CountDownLatch reached() {
        return reached;
    }

    void release() {
        released.countDown();
    }

    /** The texts of each request that was answered. */
    synchronized List<List<String>> answered() {
        return List.copyOf(answered);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        List<String> texts = new ArrayList<>();
        request.get("input").forEach(text -> texts.add(text.asText()));
        if (begun() == held) {
            reached.countDown();
            await();
        } else {
            keep(texts);
        }
        byte[] body = vectors(texts).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized int begun() {
        return ++asked;
    }

    private synchronized void keep(List<String> texts) {
        answered.add(texts);
    }

    private void await() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String vectors(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":["
                        + numbers(texts.get(i).hashCode()) + "]}")
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "],\"model\":\"m\"}"));
    }

    private static String numbers(int seed) {
        return IntStream.range(0, DIMENSION)
                .mapToObj(i -> i == Math.floorMod(seed, DIMENSION) ? "1" : "0")
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
