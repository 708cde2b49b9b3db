package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.usage.TokenUsage;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An answer as lines of JSON, numbered, with a sign of life in silence, and exactly one last line. */
public final class FramedAnswer {
    /** After how much silence an answer shows that it lives. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Answering answering;
    private final Feed<AnswerPart> answer;
    private final Duration heartbeat;
    private Optional<Commit> commit = Optional.empty();
    private long seq;

    FramedAnswer(Answering answering) {
        this(answering, HEARTBEAT);
    }

    /** @param heartbeat after how much silence it shows that it lives */
    FramedAnswer(Answering answering, Duration heartbeat) {
        this.answering = answering;
        this.answer = answering.parts();
        this.heartbeat = heartbeat;
    }

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        ReaderWatch.write(response, () -> {}, this::write);
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        line(meta(), out);
        try {
            follow(out);
        } catch (FailureException e) {
            line(error(Refusal.of(e.failure())), out);
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        Optional<AnswerPart> held = Optional.empty();
        while (held.isPresent() || !answer.ended()) {
            Optional<AnswerPart> part = held.isPresent() ? held : answer.next(heartbeat);
            held = Optional.empty();
            if (part.isEmpty()) {
                if (!answer.ended()) {
                    line(new ChatJson.Heartbeat("heartbeat"), out);
                }
            } else if (part.get() instanceof Text(long offset, String text)) {
                StringBuilder merged = new StringBuilder(text);
                held = merge(merged);
                line(new ChatJson.Delta(++seq, "delta", offset, merged.toString()), out);
            } else if (part.get().shown()) {
                line(framed(part.get()), out);
            }
        }
    }

    /** Takes the pieces that wait already; gives back the first part that is none. */
    private Optional<AnswerPart> merge(StringBuilder text) throws InterruptedException {
        while (text.length() < 8_192) {
            Optional<AnswerPart> next = answer.next(Duration.ZERO);
            if (next.isEmpty() || !(next.get() instanceof Text(long _, String more))) {
                return next;
            }
            text.append(more);
        }
        return Optional.empty();
    }

    private static void line(Object value, OutputStream out) throws IOException {
        out.write(Json.line(value));
        out.flush();
    }

    private ChatJson.Meta meta() {
        return new ChatJson.Meta(
                ++seq,
                "meta",
                answering.stream().id().toString(),
                answering.stream().repository().url(),
                commit.map(Commit::id),
                answering.stream().model().provider(),
                answering.stream().model().model(),
                Optional.of("server").filter(_ -> answering.stream().kind() == Kind.RESEARCH));
    }

    private Object framed(AnswerPart part) {
        return switch (part) {
            case AnswerPart.Opened(Commit at) -> {
                commit = Optional.of(at);
                yield meta();
            }
            case AnswerPart.Sources(List<Source> passages) ->
                new ChatJson.Sources(
                        ++seq, "sources", passages.stream().map(this::passage).toList());
            case Text(long offset, String text) -> new ChatJson.Delta(++seq, "delta", offset, text);
            case AnswerPart.Notice(String code, String message) -> new ChatJson.Notice(++seq, "notice", code, message);
            case AnswerPart.Used(TokenUsage usage) ->
                new ChatJson.Usage(++seq, "usage", usage.prompt(), usage.completion(), usage.estimated());
            case AnswerPart.Done done ->
                new ChatJson.Done(++seq, "done", done.bytes(), done.sha256(), done.finishReason());
            case AnswerPart.Failed failed -> error(Refusal.of(failed.failure()));
            case Stage(int iteration, String stage) -> new ChatJson.Research(++seq, "research", iteration, stage);
            case AnswerPart.Asked _, AnswerPart.Settled _ -> throw new IllegalArgumentException("this is not shown");
        };
    }

    private ChatJson.Passage passage(Source source) {
        return ChatJson.Passage.of(source, answering.stream().repository(), commit);
    }

    private ChatJson.ErrorLine error(Refusal refusal) {
        return new ChatJson.ErrorLine(
                ++seq,
                "error",
                refusal.code(),
                refusal.detail(),
                refusal.passes(),
                refusal.retryAfter().map(Duration::toMillis));
    }
}
