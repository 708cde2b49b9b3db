package io.deepwiki.adapters.llm.prompt;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.llm.port.Prompt.Turn.Speaker;
import io.deepwiki.application.streaming.TokenSink.Cut;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
     * is about it. If it is too long, its middle is left out; it goes only where next to nothing of it would be left. What the client says of
     * every conversation is the first to go: it has what the others leave.
     */
    void history(List<Prompt.Turn> history) {
        Allowance share = allowance.share(1, 2);
        List<Prompt.Turn> talk =
                history.stream().filter(turn -> turn.by() != Speaker.CLIENT).toList();
        List<Prompt.Turn> kept = talk(talk, share);
        if (kept.size() == talk.size()) {
            kept = withClient(history, kept, share);
        }
        allowance.take(share);
        kept.forEach(this::say);
        if (!kept.equals(history)) {
            cut(Cut.HISTORY);
        }
    }

    private static List<Prompt.Turn> talk(List<Prompt.Turn> talk, Allowance share) {
        int first = firstQuestion(talk);
        Optional<Prompt.Turn> asked = first < talk.size() ? shortened(talk.get(first), share) : Optional.empty();
        List<Prompt.Turn> after = first < talk.size() ? talk.subList(first + 1, talk.size()) : List.of();
        List<Prompt.Turn> kept = latest(after, share);
        asked.ifPresent(kept::addFirst);
        if (kept.size() == talk.size() - first) {
            kept.addAll(0, latest(talk.subList(0, first), share));
        }
        return kept;
    }

    /** What the client says, as far as it fits, in its places. */
    private static List<Prompt.Turn> withClient(List<Prompt.Turn> history, List<Prompt.Turn> talk, Allowance share) {
        Iterator<Prompt.Turn> rest = talk.iterator();
        List<Prompt.Turn> all = new ArrayList<>();
        for (Prompt.Turn turn : history) {
            if (turn.by() != Speaker.CLIENT) {
                all.add(rest.next());
            } else if (share.fits(turn.content())) {
                all.add(turn);
            }
        }
        return all;
    }

    /** Where it is; behind the last turn if there is none. */
    private static int firstQuestion(List<Prompt.Turn> history) {
        int at = 0;
        while (at < history.size() && history.get(at).by() == Speaker.MODEL) {
            at++;
        }
        return at;
    }

    /** Whole if it fits; else in two thirds, since it must leave room for what was said last. */
    private static Optional<Prompt.Turn> shortened(Prompt.Turn turn, Allowance share) {
        if (share.fits(turn.content())) {
            return Optional.of(turn);
        }
        Allowance part = share.share(2, 3);
        Optional<String> kept = part.shortenedIfAny(turn.content());
        share.take(part);
        return kept.map(text -> new Prompt.Turn(turn.by(), text));
    }

    private static List<Prompt.Turn> latest(List<Prompt.Turn> turns, Allowance share) {
        List<Prompt.Turn> kept = new ArrayList<>();
        turns.reversed().stream().takeWhile(turn -> share.fits(turn.content())).forEach(kept::addFirst);
        return kept;
    }

    private void say(Prompt.Turn turn) {
        if (turn.by() == Speaker.MODEL) {
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
