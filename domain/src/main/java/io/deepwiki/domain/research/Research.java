package io.deepwiki.domain.research;

import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final Pattern GO_ON =
            Pattern.compile("(?i)(?:please )?(?:continue|go on)(?:(?: with)? (?:the|this|our|your) research)?[.! ]*");

    /**
     * Reads a conversation: it is a research if one of the user's messages begins with the mark. Its topic is the first such message that does
     * not only ask to go on; a later one that names another topic counts instead.
     *
     * @param turns oldest first
     */
    public static Optional<Research> of(List<Turn> turns) {
        List<String> marked = turns.stream()
                .filter(turn -> turn.role() == Role.USER && isMarked(turn.content()))
                .map(turn -> unmarked(turn.content()))
                .toList();
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        String topic = marked.stream()
                .filter(text -> !asksToGoOn(text))
                .reduce((_, last) -> last)
                .orElseGet(() -> firstQuestion(turns));
        return Optional.of(new Research(topic, ResearchStage.after(answers(turns))));
    }

    /** The research that a conversation is made into: on what its last message asks. */
    public static Research on(List<Turn> turns) {
        return new Research(
                of(turns).map(Research::topic).orElseGet(() -> turns.getLast().content()), ResearchStage.first());
    }

    private static int answers(List<Turn> turns) {
        return (int)
                turns.stream().filter(turn -> turn.role() == Role.ASSISTANT).count();
    }

    private static boolean isMarked(String text) {
        return text.stripLeading().regionMatches(true, 0, MARK, 0, MARK.length());
    }

    private static String unmarked(String text) {
        return isMarked(text) ? text.stripLeading().substring(MARK.length()).strip() : text.strip();
    }

    private static boolean asksToGoOn(String text) {
        return text.isBlank() || GO_ON.matcher(text.strip()).matches();
    }

    private static String firstQuestion(List<Turn> turns) {
        return turns.stream()
                .filter(turn -> turn.role() == Role.USER)
                .map(turn -> unmarked(turn.content()))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(CONTINUE);
    }
}
