package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.chat.AnswerPart;
import io.deepwiki.application.chat.AnswerPart.Done;
import io.deepwiki.application.chat.AnswerPart.Failed;
import io.deepwiki.application.chat.AnswerPart.Opened;
import io.deepwiki.application.chat.AnswerPart.Text;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.Feed;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** An answer as nothing but its text. A failure before the first byte is a status; a later one is the last line. */
final class PlainAnswer {
    /** A client waits no longer than this for a repository to be read; it is told to come back. */
    private static final Duration INDEXING = Duration.ofSeconds(50);

    private static final Duration SLICE = Duration.ofSeconds(30);
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final Feed<AnswerPart> answer;
    private final Duration indexing;
    private String first = "";

    PlainAnswer(Feed<AnswerPart> answer) {
        this(answer, INDEXING);
    }

    /** @param indexing how long the repository may take to be ready */
    PlainAnswer(Feed<AnswerPart> answer, Duration indexing) {
        this.answer = answer;
        this.indexing = indexing;
    }

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        ReaderWatch.write(response, this::awaitFirst, this::write);
    }

    private void awaitFirst() throws InterruptedException {
        boolean opened = false;
        long begun = System.nanoTime();
        while (first.isEmpty() && !answer.ended()) {
            Optional<AnswerPart> part = answer.next(opened ? SLICE : left(begun));
            boolean late = part.isEmpty() || left(begun).isNegative();
            if (late && !opened && !part.map(AnswerPart::last).orElse(answer.ended())) {
                throw new FailureException(new Unavailable(
                        "indexing",
                        "The repository is being read for the first time: ask again in a moment.",
                        Optional.of(COME_BACK)));
            }
            if (part.isPresent()) {
                opened |= part.get() instanceof Opened;
                first = switch (part.get()) {
                    case Text(long _, String text) -> text;
                    case Failed(Failure failure) -> throw new FailureException(failure);
                    case Opened _, AnswerPart.Sources _, AnswerPart.Notice _, AnswerPart.Used _, Done _ -> "";
                };
            }
        }
    }

    private Duration left(long begun) {
        return indexing.minusNanos(System.nanoTime() - begun);
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        StringBuilder waiting = new StringBuilder(first);
        while (true) {
            flush(waiting, out);
            if (answer.ended()) {
                return;
            }
            Optional<AnswerPart> part = answer.next(SLICE);
            while (part.isPresent()) {
                waiting.append(text(part.get()));
                part = waiting.length() < 8_192 ? answer.next(Duration.ZERO) : Optional.empty();
            }
        }
    }

    private static void flush(StringBuilder waiting, OutputStream out) throws IOException {
        if (!waiting.isEmpty()) {
            out.write(waiting.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            waiting.setLength(0);
        }
    }

    private static String text(AnswerPart part) {
        return switch (part) {
            case Text(long _, String text) -> text;
            case Failed(Failure failure) -> "\n\nError: " + Refusal.of(failure).detail();
            case Opened _, AnswerPart.Sources _, AnswerPart.Notice _, AnswerPart.Used _, Done _ -> "";
        };
    }
}
