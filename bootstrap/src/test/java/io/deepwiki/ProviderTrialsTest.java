package io.deepwiki;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deepwiki.cli.ModelTrials.Outcome;
import io.deepwiki.cli.ModelTrials.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTrialsTest {
    private static final String KEY = "canary-0123456789";

    @TempDir
    Path folder;

    @Test
    void every_configured_provider_is_asked_and_says_what_to_look_at() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                server,
                "/good",
                200,
                "text/event-stream",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ok\"}}]}\n\n");
        answer(
                server,
                "/wrong",
                401,
                "application/json",
                "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"}}");
        answer(server, "/busy", 503, "application/json", "{\"error\":{\"status\":\"UNAVAILABLE\"}}");
        answer(server, "/ollama", 404, "application/json", "{\"error\":\"model 'qwen3:8b' not found\"}");
        server.start();
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            List<Trial> trials = trials(Map.of(
                    "OPENAI_BASE_URL", root + "/good",
                    "ANTHROPIC_API_KEY", KEY,
                    "ANTHROPIC_BASE_URL", root + "/wrong",
                    "GOOGLE_API_KEY", KEY,
                    "GOOGLE_BASE_URL", root + "/busy",
                    "DEEPSEEK_API_KEY", KEY,
                    "DEEPSEEK_BASE_URL", "http://127.0.0.1:" + freePort(),
                    "OLLAMA_HOST", root + "/ollama"));
            assertThat(trials)
                    .extracting(Trial::outcome)
                    .containsExactly(Outcome.ANSWERED, Outcome.LATER, Outcome.BROKEN, Outcome.BROKEN, Outcome.BROKEN);
            assertThat(trials.toString())
                    .contains("openai/gpt-5-mini answers")
                    .contains("ANTHROPIC_API_KEY")
                    .contains("Look at DEEPSEEK_BASE_URL")
                    .contains("Look at DEEPWIKI_CHAT_MODEL and OLLAMA_HOST.")
                    .doesNotContain(KEY);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_is_asked_when_nothing_is_configured() {
        assertThat(trials(Map.of())).isEmpty();
    }

    private List<Trial> trials(Map<String, String> environment) {
        return new ProviderTrials().of(Settings.read(environment, folder));
    }

    private static void answer(HttpServer server, String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
