package io.deepwiki.adapters.llm.prompt;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink.Cut;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Messages that are being put together within an allowance. */
final class MessageDraft {
    private final List<ChatMessage> messages = new ArrayList<>();
    private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);
    private final Allowance allowance;

    MessageDraft(Allowance allowance) {
        this.allowance = allowance;
    }

    Allowance allowance() {
        return allowance;
    }

    void cut(Cut what) {
        cuts.add(what);
    }

    void system(String text) {
        messages.add(SystemMessage.from(allowance.need(text)));
    }

    /** What is asked now: it may take two thirds of what is left, since it must leave room for what it is about. */
    String question(String text) {
        Allowance share = allowance.share(2, 3);
        String kept = share.shortened(text);
        allowance.take(share);
        if (kept.length() < text.length()) {
            cut(Cut.QUESTION);
        }
        return kept;
    }

    /**
     * What was said before, in half of what is left: cut from the oldest side, turn by turn, but the first question stays, since all that follows
     * is about it.
     */
    void history(List<Prompt.Turn> history) {
        if (history.isEmpty()) {
            return;
        }
        Allowance share = allowance.share(1, 2);
        List<Prompt.Turn> kept = new ArrayList<>();
        if (share.fits(history.getFirst().content())) {
            kept.add(history.getFirst());
        }
        int oldest = kept.size();
        history.subList(1, history.size()).reversed().stream()
                .takeWhile(turn -> share.fits(turn.content()))
                .forEach(turn -> kept.add(oldest, turn));
        allowance.take(share);
        kept.forEach(this::say);
        if (kept.size() < history.size()) {
            cut(Cut.HISTORY);
        }
    }

    private void say(Prompt.Turn turn) {
        if (turn.byModel()) {
            model(turn.content());
        } else {
            user(turn.content());
        }
    }

    void user(String text) {
        messages.add(UserMessage.from(text));
    }

    void model(String text) {
        messages.add(AiMessage.from(text));
    }

    Messages ask(String text) {
        user(text);
        return new Messages(messages, allowance.estimate(), cuts);
    }
}
