package io.deepwiki.adapters.http.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.wiki.RepositoryType;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.GitHost;
import io.deepwiki.domain.repository.RepositoryAddress;
import io.deepwiki.domain.repository.RepositoryAddress.Refused;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Questions as they come, and the lines of a framed answer as they go. */
public final class ChatJson {
    private ChatJson() {}

    record Meta(
            long seq,
            String type,
            String streamId,
            String repository,
            Optional<String> commit,
            String provider,
            String model,
            Optional<String> research) {}

    record Research(long seq, String type, int iteration, String stage) {}

    record Sources(long seq, String type, List<Passage> passages) {}

    record Passage(String path, int startLine, int endLine, Optional<String> symbol, Optional<String> url) {
        /** @param commit that it stands in, if the reader was told */
        static Passage of(Source source, RepositoryRef repository, Optional<Commit> commit) {
            return new Passage(
                    source.path().value(),
                    source.lines().first(),
                    source.lines().last(),
                    Optional.of(source.symbol()).filter(symbol -> !symbol.isEmpty()),
                    commit.flatMap(at -> GitHost.link(repository, at, source.path(), source.lines())));
        }
    }

    record Delta(long seq, String type, long offset, String text) {}

    record Notice(long seq, String type, String code, String message) {}

    record Usage(long seq, String type, long promptTokens, long completionTokens, boolean estimated) {}

    record Heartbeat(String type) {}

    record Done(long seq, String type, long bytes, String sha256, String finishReason) {}

    record ErrorLine(
            long seq, String type, String code, String message, boolean retryable, Optional<Long> retryAfterMs) {}

    /**
     * What is asked for.
     *
     * @param wholeResearch all iterations of a research, in one stream
     */
    public record Request(ChatQuestion question, boolean wholeResearch) {}

    /** @throws FailureException Rejected or Invalid, as the contract says */
    public static Request request(byte[] body, ModelChoice models) {
        RequestJson json = new RequestJson(body);
        String url = json.required("repo_url");
        List<Turn> turns = turns(json);
        Language language = json.language().orElse(Language.ENGLISH);
        Optional<SourcePath> file = json.meaning("filePath", ChatJson::path, "must be a path inside the repository");
        json.meaning("type", RepositoryType::ofWord, "must be one of " + RepositoryType.WORDS);
        Optional<Secret> token = json.text("token").map(Secret::new);
        Optional<String> branch = json.branch();
        var filter = json.filter();
        Optional<String> provider = json.text("provider");
        Optional<String> model = json.text("model");
        boolean whole = json.meaning(
                        "research", word -> Optional.of(word).filter("server"::equals), "must be server, or left out")
                .isPresent();
        json.done();
        RepositoryRef repository = repository(url);
        checkTurns(turns);
        List<Turn> said =
                turns.stream().filter(turn -> !turn.content().isBlank()).toList();
        ChatQuestion question = new ChatQuestion(
                repository, branch, said, models.choose(provider, model), language, file, token, filter);
        return new Request(question, whole);
    }

    private static void checkTurns(List<Turn> turns) {
        if (turns.isEmpty()) {
            throw new FailureException(new Rejected("no_messages", "There is no message: send at least the question."));
        }
        if (turns.getLast().role() != Turn.Role.USER) {
            throw new FailureException(
                    new Rejected("last_message_not_user", "The last message must be the user's question."));
        }
    }

    private static RepositoryRef repository(String url) {
        return switch (RepositoryAddress.read(url)) {
            case Understood(RepositoryRef repository) -> repository;
            case Refused(String reason) ->
                throw new FailureException(Invalid.field("address_refused", "repo_url", reason));
        };
    }

    private static Optional<SourcePath> path(String text) {
        try {
            return Optional.of(new SourcePath(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<Turn> turns(RequestJson json) {
        List<Turn> turns = new ArrayList<>();
        List<JsonNode> messages = json.objects("messages");
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (!message.isObject()) {
                continue; // complained of already
            }
            Optional<Turn.Role> role = role(message.path("role").asText(""));
            if (role.isEmpty()) {
                json.complain("messages[" + i + "].role", "must be user, assistant or system");
            }
            String content = message.path("content").asText("");
            if (!message.path("content").isTextual()) {
                json.complain("messages[" + i + "].content", "must be a text");
            } else if (content.isBlank() && mustSay(role)) {
                json.complain("messages[" + i + "].content", "is empty: a user's message must say something");
            } else {
                role.ifPresent(who -> turns.add(new Turn(who, content)));
            }
        }
        return turns;
    }

    /** An answer that was stopped before its first word is empty; clients keep it. */
    private static boolean mustSay(Optional<Turn.Role> role) {
        return role.filter(Turn.Role.USER::equals).isPresent();
    }

    private static Optional<Turn.Role> role(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "user" -> Optional.of(Turn.Role.USER);
            case "assistant" -> Optional.of(Turn.Role.ASSISTANT);
            case "system" -> Optional.of(Turn.Role.SYSTEM);
            default -> Optional.empty();
        };
    }
}
