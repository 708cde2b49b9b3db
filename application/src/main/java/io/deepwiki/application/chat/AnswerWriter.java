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
    /** A piece may end within a character: its first half waits for the second. */
    private String half = "";

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
        String whole = half + piece;
        boolean cut = !whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1));
        half = cut ? whole.substring(whole.length() - 1) : "";
        String text = cut ? whole.substring(0, whole.length() - 1) : whole;
        if (text.isEmpty()) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        log.append(new Text(bytes, text));
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
