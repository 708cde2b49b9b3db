package io.deepwiki.application.chat;

import io.deepwiki.application.chat.AnswerPart.Done;
import io.deepwiki.application.chat.AnswerPart.Failed;
import io.deepwiki.application.chat.AnswerPart.Text;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.StreamLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Writes one answer into its log, counts its bytes, and sees to it that it ends exactly once. Used by one thread. */
final class AnswerWriter {
    private final StreamLog<AnswerPart> log;
    private final MessageDigest digest = sha256();
    private long bytes;
    private boolean ended;

    AnswerWriter(StreamLog<AnswerPart> log) {
        this.log = log;
    }

    void tell(AnswerPart part) {
        log.append(part);
    }

    /** Takes a piece of the model's text. */
    void text(String piece) {
        if (Thread.currentThread().isInterrupted()) {
            throw new ReaderGone();
        }
        if (piece.isEmpty()) {
            return;
        }
        byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
        log.append(new Text(bytes, piece));
        digest.update(utf8);
        bytes += utf8.length;
    }

    /** Whether any text has gone out. */
    boolean begun() {
        return bytes > 0;
    }

    void done(FinishReason reason) {
        end(new Done(
                bytes, HexFormat.of().formatHex(digest.digest()), reason.name().toLowerCase(Locale.ROOT)));
    }

    void failed(Failure failure) {
        end(new Failed(failure));
    }

    private void end(AnswerPart last) {
        if (!ended) {
            ended = true;
            log.end(last);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
