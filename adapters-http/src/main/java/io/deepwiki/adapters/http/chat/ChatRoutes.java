package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.chat.AskQuestion;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.chat.Wish.Once;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelChoice;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Takes questions. */
public final class ChatRoutes {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final HeaderName DETACH = HeaderNames.create("X-Stream-Detach");
    private static final int LONGEST_KEY = 255;

    private final AskQuestion asking;
    private final ModelChoice models;
    private final long maxBody;

    public ChatRoutes(AskQuestion asking, ModelChoice models, long maxBody) {
        this.asking = asking;
        this.models = models;
        this.maxBody = maxBody;
    }

    public void register(Routes routes) {
        routes.post("Chat", "/chat/completions/stream", this::stream);
    }

    private void stream(ServerRequest request, ServerResponse response) {
        byte[] body = Body.read(request, maxBody);
        var question = ChatJson.question(body, models);
        var answering = asking.ask(question, ApiKeyFilter.caller(request), wish(request, body));
        AnswerForm.asked(request).send(answering, response);
    }

    private static Wish wish(ServerRequest request, byte[] body) {
        boolean detached = request.headers()
                .first(DETACH)
                .filter("continue"::equalsIgnoreCase)
                .isPresent();
        Optional<Once> once = request.headers()
                .first(IDEMPOTENCY_KEY)
                .map(ChatRoutes::checked)
                .map(key -> new Once(key, digest(body)));
        return new Wish(once, detached);
    }

    private static String checked(String key) {
        boolean plain =
                !key.isBlank() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 127);
        if (!plain) {
            throw new FailureException(Invalid.field(
                    "invalid_request",
                    "Idempotency-Key",
                    "must have 1 to " + LONGEST_KEY + " visible ASCII characters"));
        }
        return key;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
