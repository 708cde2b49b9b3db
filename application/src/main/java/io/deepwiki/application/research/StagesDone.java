package io.deepwiki.application.research;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of a research that are whole, from the parts of its stream. A stage whose model has not settled was cut.
 *
 * @param texts in order, the plan first
 * @param takeovers how often the last stage, which is not whole, was taken over from an instance that was gone
 */
record StagesDone(List<String> texts, int takeovers) {
    /** The notice that a stage begins again. */
    static final String RESTARTED = "stage_restarted";

    /** The notice that another instance goes on. */
    static final String TAKEN_OVER = "taken_over";

    static StagesDone of(List<AnswerPart> parts) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean settled = false;
        int takeovers = 0;
        for (AnswerPart part : parts) {
            switch (part) {
                case Stage _ -> {
                    take(settled, text, texts);
                    settled = false;
                }
                case Text(long _, String piece) -> text.append(piece);
                case Settled _ -> {
                    settled = true;
                    takeovers = 0;
                }
                case Notice(String code, String _) when code.equals(TAKEN_OVER) -> takeovers++;
                default -> {} // says nothing of stages
            }
        }
        take(settled, text, texts);
        return new StagesDone(List.copyOf(texts), takeovers);
    }

    private static void take(boolean settled, StringBuilder text, List<String> texts) {
        if (settled) {
            texts.add(text.toString().strip());
        }
        text.setLength(0);
    }
}
