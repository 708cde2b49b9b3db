package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.retrieval.TokenEstimate;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.Locale;

/**
 * Writes one answer into its log, counts its bytes and its tokens, and sees to it that it ends exactly once. Used by one thread.
 */
public final class AnswerWriter implements TokenSink {
    private final StreamLog<AnswerPart> log;
    private final WrittenText written = new WrittenText();
    /** A piece may end within a character: its first half waits for the second. */
    private String half = "";

    private TokenUsage settled = TokenUsage.NONE;
    /** Tokens of a prompt that was sent and not settled yet. */
    private int open;
    /** How much was written before it was sent. */
    private int openFrom;

    private boolean ended;

    AnswerWriter(StreamLog<AnswerPart> log) {
        this.log = log;
    }

    public void tell(AnswerPart part) {
        log.append(part);
    }

    /** Takes a piece of the model's text. */
    @Override
    public void accept(String piece) {
        if (Thread.currentThread().isInterrupted()) {
            throw new ReaderGone();
        }
        String whole = half.isEmpty() ? piece : half + piece;
        boolean cut = !whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1));
        half = cut ? whole.substring(whole.length() - 1) : "";
        String text = Characters.storable(cut ? whole.substring(0, whole.length() - 1) : whole);
        if (text.isEmpty()) {
            return;
        }
        log.append(new Text(written.bytes(), text));
        written.add(text);
    }

    @Override
    public void asked(int promptTokens) {
        open = promptTokens;
        openFrom = written.length();
        tell(new Asked(promptTokens));
    }

    /** The model has answered, and this is what it cost. */
    void settle(TokenUsage usage) {
        settled = settled.plus(usage);
        open = 0;
    }

    /** The model was asked and refused before it wrote anything: that costs nothing. */
    void refused() {
        open = 0;
    }

    /** The text so far, in UTF-8. */
    long bytes() {
        return written.bytes();
    }

    /** The text so far. */
    WrittenText written() {
        return written;
    }

    void done(FinishReason reason) {
        tell(new Used(usage()));
        end(new Done(written.bytes(), written.sha256(), reason.name().toLowerCase(Locale.ROOT)));
    }

    void failed(Failure failure) {
        TokenUsage usage = usage();
        if (usage.total() > 0) {
            tell(new Used(usage));
        }
        end(new Failed(failure, written.bytes(), written.sha256()));
    }

    private TokenUsage usage() {
        return open == 0 ? settled : settled.plus(new TokenUsage(open, TokenEstimate.of(written.from(openFrom)), true));
    }

    private void end(AnswerPart last) {
        if (!ended) {
            ended = true;
            log.end(last);
        }
    }
}
