package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.retrieval.TokenEstimate;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
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

    /**
     * Writes on.
     *
     * @param before what stands in the log already, from an instance that wrote it and is gone
     */
    AnswerWriter(StreamLog<AnswerPart> log, List<AnswerPart> before) {
        this.log = log;
        before.forEach(this::restore);
        settled = usage();
        open = 0;
    }

    private void restore(AnswerPart part) {
        switch (part) {
            case Text(long _, String text) -> written.add(text);
            case Asked(int tokens) -> {
                if (written.length() == openFrom) {
                    open = 0; // it gave nothing: most likely it was refused, which is not kept
                }
                open(tokens);
            }
            case Settled(TokenUsage usage) -> {
                settled = settled.plus(usage);
                open = 0;
            }
            default -> {} // says nothing of text or cost
        }
    }

    public void tell(AnswerPart part) {
        log.append(part);
    }

    /** Takes a piece of the text. */
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
        open(promptTokens);
        tell(new Asked(promptTokens));
    }

    /** What was asked before and is not settled was broken off: it was paid for, too. */
    private void open(int promptTokens) {
        settled = usage();
        open = promptTokens;
        openFrom = written.length();
    }

    @Override
    public void cut(Cut what) {
        tell(
                switch (what) {
                    case QUESTION ->
                        new Notice("question_cut", "The question is too long for the model: its middle was left out.");
                    case HISTORY ->
                        new Notice(
                                "history_cut",
                                "The conversation is too long for the model: its older part was left out, but for the first question.");
                    case FILE ->
                        new Notice("file_cut", "The open file is too long for the model: only a part of it was shown.");
                });
    }

    /** The model has answered, and this is what it cost. */
    void settle(TokenUsage usage) {
        settled = settled.plus(usage);
        open = 0;
        tell(new Settled(usage));
    }

    /** The model was asked and refused before it wrote anything: that costs nothing. */
    void refused() {
        open = 0;
    }

    /** The text so far, in UTF-8. */
    long bytes() {
        return written.bytes();
    }

    /** The length of the text so far, in characters. */
    public int length() {
        return written.length();
    }

    /** The text from a character on. */
    public String from(int character) {
        return written.from(character);
    }

    void done(FinishReason reason) {
        tell(new Used(usage()));
        end(new Done(written.bytes(), written.sha256(), reason.name().toLowerCase(Locale.ROOT)));
    }

    /** Ends it, unless it has ended. */
    void failed(Failure failure) {
        if (ended) {
            return;
        }
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
