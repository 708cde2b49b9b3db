package io.deepwiki.adapters.http.research;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.chat.AnswerForm;
import io.deepwiki.adapters.http.chat.ChatJson;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.AskQuestion;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.ChatStreams;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.chat.Wish.Once;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.research.AskResearch;
import io.deepwiki.application.research.ReadResearch;
import io.deepwiki.application.research.RunResearch;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.research.Research;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Takes questions, which are answered or researched, and gives the reports of researches. */
public final class ConversationRoutes {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final HeaderName DETACH = HeaderNames.create("X-Stream-Detach");
    private static final int LONGEST_KEY = 255;

    private final ChatUses uses;
    private final ModelChoice models;
    private final long maxBody;

    public ConversationRoutes(ChatUses uses, ModelChoice models, long maxBody) {
        this.uses = uses;
        this.models = models;
        this.maxBody = maxBody;
    }

    /** What is done for chats. */
    public record ChatUses(
            AskQuestion ask,
            AskResearch research,
            RunResearch wholeResearch,
            ChatStreams streams,
            ReadResearch reports) {}

    public void register(Routes routes) {
        routes.post("Chat", "/chat/completions/stream", this::stream)
                .get("Chat", "/api/chat/streams/{id}/report", this::report);
    }

    private void stream(ServerRequest request, ServerResponse response) {
        byte[] body = Body.read(request, maxBody);
        ChatJson.Request asked = ChatJson.request(body, models);
        Answering answering = answering(asked, ApiKeyFilter.caller(request), wish(request, body));
        AnswerForm.asked(request).send(answering, response);
    }

    private Answering answering(ChatJson.Request asked, Caller caller, Wish wish) {
        ChatQuestion question = asked.question();
        if (asked.wholeResearch()) {
            return uses.wholeResearch.ask(question, caller, wish);
        }
        return Research.of(question.turns())
                .map(research -> uses.research.ask(question, research, caller, wish))
                .orElseGet(() -> uses.ask.ask(question, caller, wish));
    }

    private void report(ServerRequest request, ServerResponse response) {
        StreamId id = new StreamId(Reply.id(request, "id"));
        String report = uses.reports.report(id, ApiKeyFilter.caller(request));
        response.header(HeaderNames.CONTENT_TYPE, "text/markdown; charset=utf-8");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"research.md\"");
        response.send(report.getBytes(StandardCharsets.UTF_8));
    }

    private static Wish wish(ServerRequest request, byte[] body) {
        boolean detached = request.headers()
                .first(DETACH)
                .filter("continue"::equalsIgnoreCase)
                .isPresent();
        Optional<Once> once = request.headers()
                .first(IDEMPOTENCY_KEY)
                .map(ConversationRoutes::checked)
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
