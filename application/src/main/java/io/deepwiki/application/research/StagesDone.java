package io.deepwiki.application.research;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.repository.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages of a research that are whole, from the parts of its stream. A stage whose model has not settled was cut.
 *
 * @param stages in order, the plan first
 * @param takeovers how often the last stage, which is not whole, was taken over from an instance that was gone
 * @param commit that the research spoke of last
 */
record StagesDone(List<Whole> stages, int takeovers, Optional<Commit> commit) {
    /** The notice that a stage begins again. */
    static final String RESTARTED = "stage_restarted";

    /** The notice that another instance goes on. */
    static final String TAKEN_OVER = "taken_over";

    /**
     * A stage.
     *
     * @param commit that it is about
     */
    record Whole(String text, Optional<Commit> commit) {}

    static StagesDone of(List<AnswerPart> parts) {
        Reading reading = new Reading();
        parts.forEach(reading::take);
        reading.end();
        return new StagesDone(List.copyOf(reading.stages), reading.takeovers, reading.opened);
    }

    /** What they say. */
    List<String> texts() {
        return stages.stream().map(Whole::text).toList();
    }

    private static final class Reading {
        private final List<Whole> stages = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Optional<Commit> opened = Optional.empty();
        /** That the stage began with: another may be opened between its end and the next. */
        private Optional<Commit> commit = Optional.empty();

        private boolean settled;
        private int takeovers;

        void take(AnswerPart part) {
            switch (part) {
                case Stage _ -> {
                    end();
                    commit = opened;
                }
                case Opened(Commit at) -> opened = Optional.of(at);
                case Text(long _, String piece) -> text.append(piece);
                case Settled _ -> {
                    settled = true;
                    takeovers = 0;
                }
                case Notice(String code, String _) when code.equals(TAKEN_OVER) -> takeovers++;
                default -> {} // says nothing of stages
            }
        }

        void end() {
            if (settled) {
                stages.add(new Whole(text.toString().strip(), commit));
            }
            text.setLength(0);
            settled = false;
        }
    }
}
