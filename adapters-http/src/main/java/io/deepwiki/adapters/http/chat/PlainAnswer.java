package io.deepwiki.adapters.http.chat;

import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Text;
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
    private final long offset;
    private final boolean again;
    private final Duration indexing;
    private final StringBuilder waiting = new StringBuilder();
    /** Bytes of the first piece that the reader has: those of a character that was cut. */
    private int had;

    PlainAnswer(Answering answering) {
        this(answering.parts(), answering.offset(), INDEXING, false);
    }

    /** An answer for a reader who has come back. */
    static PlainAnswer again(Answering answering) {
        return new PlainAnswer(answering.parts(), answering.offset(), INDEXING, true);
    }

    /**
     * An answer for a reader who may have come back.
     *
     * @param offset the bytes that the reader has
     * @param indexing how long the repository may take to be ready
     * @param again whether the answer was given to somebody before, with its status
     */
    PlainAnswer(Feed<AnswerPart> answer, long offset, Duration indexing, boolean again) {
        this.again = again;
        this.answer = answer;
        this.offset = offset;
        this.indexing = indexing;
    }

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        ReaderWatch.write(response, this::awaitFirst, this::write);
    }

    /** Until there is text: what happens before can still be a status. */
    private void awaitFirst() throws InterruptedException {
        boolean opened = again;
        long begun = System.nanoTime();
        while (waiting.isEmpty() && !answer.ended()) {
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
                first(part.get());
            }
        }
    }

    private void first(AnswerPart part) {
        if (part instanceof Failed failed && !again) {
            throw new FailureException(failed.failure());
        }
        if (part instanceof Text(long from, String _)) {
            had = (int) Math.max(0, offset - from);
        }
        waiting.append(text(part));
    }

    private Duration left(long begun) {
        return indexing.minusNanos(System.nanoTime() - begun);
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            flush(out);
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

    private void flush(OutputStream out) throws IOException {
        if (!waiting.isEmpty()) {
            byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
            out.write(bytes, had, bytes.length - had);
            out.flush();
            waiting.setLength(0);
            had = 0;
        }
    }

    private static String text(AnswerPart part) {
        return switch (part) {
            case Text(long _, String text) -> text;
            case Failed failed -> "\n\nError: " + Refusal.of(failed.failure()).detail();
            default -> "";
        };
    }
}
