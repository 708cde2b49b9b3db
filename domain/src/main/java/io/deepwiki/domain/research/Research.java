package io.deepwiki.domain.research;

import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import java.util.List;
import java.util.Optional;

/**
 * A conversation that is a research.
 *
 * @param topic what is looked into
 * @param stage what its next answer is
 */
public record Research(String topic, ResearchStage stage) {
    /** What a message begins with that asks for research. */
    public static final String MARK = "[DEEP RESEARCH]";

    private static final String CONTINUE = "continue";

    /**
     * Reads a conversation: it is a research if one of the user's messages begins with the mark. Its topic is the first such message that does
     * not only ask to go on. What follows asks to go on, in whatever words and language, until an answer concludes: a marked message behind that
     * begins another topic.
     *
     * @param turns oldest first
     */
    public static Optional<Research> of(List<Turn> turns) {
        if (turns.stream().noneMatch(Research::isMarked)) {
            return Optional.empty();
        }
        return Optional.of(new Research(topic(turns), ResearchStage.after(answers(turns))));
    }

    /** The research that a conversation is made into: on what its last message asks, or on what was asked before if that only asks to go on. */
    public static Research on(List<Turn> turns) {
        String asked = unmarked(turns.getLast().content());
        return new Research(GoOn.asked(asked) ? topic(turns) : asked, ResearchStage.first());
    }

    /**
     * What is searched for first: the topic, with the question before it, since "and how does it stop?" alone says nothing of what.
     *
     * @param turns the conversation in which the topic was named
     */
    public String searched(List<Turn> turns) {
        List<String> asked = turns.stream()
                .filter(turn -> turn.role() == Role.USER)
                .map(turn -> unmarked(turn.content()))
                .filter(text -> !GoOn.asked(text))
                .toList();
        int at = asked.lastIndexOf(topic);
        return at > 0 ? asked.get(at - 1) + "\n" + topic : topic;
    }

    /** Whether the text of a stage ends the research. A plan is never its end for a phrase that stands in it. */
    public boolean endsWith(ResearchStage done, String text) {
        return done.concludes() || (done.plans() ? ResearchText.hasConclusion(text) : concludes(text, topic));
    }

    /** The phrase says nothing in a text about the phrase. */
    private static boolean concludes(String text, String topic) {
        return ResearchText.hasPhrase(topic) ? ResearchText.hasConclusion(text) : ResearchText.concludes(text);
    }

    private static String topic(List<Turn> turns) {
        String topic = "";
        boolean open = false;
        for (Turn turn : turns) {
            if (turn.role() == Role.ASSISTANT) {
                open = open && !concludes(turn.content(), topic);
            } else if (!open && isMarked(turn) && !GoOn.asked(unmarked(turn.content()))) {
                topic = unmarked(turn.content());
                open = true;
            }
        }
        return topic.isEmpty() ? firstQuestion(turns) : topic;
    }

    private static int answers(List<Turn> turns) {
        return (int)
                turns.stream().filter(turn -> turn.role() == Role.ASSISTANT).count();
    }

    private static boolean isMarked(Turn turn) {
        return turn.role() == Role.USER && isMarked(turn.content());
    }

    private static boolean isMarked(String text) {
        return text.stripLeading().regionMatches(true, 0, MARK, 0, MARK.length());
    }

    private static String unmarked(String text) {
        return isMarked(text) ? text.stripLeading().substring(MARK.length()).strip() : text.strip();
    }

    private static String firstQuestion(List<Turn> turns) {
        return turns.stream()
                .filter(turn -> turn.role() == Role.USER)
                .map(turn -> unmarked(turn.content()))
                .filter(text -> !GoOn.asked(text))
                .findFirst()
                .orElse(CONTINUE);
    }
}
