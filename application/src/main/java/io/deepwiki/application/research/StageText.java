package io.deepwiki.application.research;

import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.research.ResearchStage;
import io.deepwiki.domain.research.ResearchText;
import io.deepwiki.domain.wiki.OpenFence;
import java.util.Locale;

/**
 * Takes the text of a stage and sees to it that it opens with the stage's heading, whatever the model and the language: clients go by it. The
 * first line waits until it is whole.
 */
final class StageText implements TokenSink {
    private static final int LONGEST_LINE = 200;

    private final ResearchStage stage;
    private final TokenSink sink;
    private final String topic;
    private final StringBuilder first = new StringBuilder();
    private final StringBuilder passed = new StringBuilder();
    private boolean opened;
    /** Whether the heading stands already, and a note below it. */
    private boolean noted;

    /** @param topic what a plan names as its next step if it names none */
    StageText(ResearchStage stage, String topic, TokenSink sink) {
        this.stage = stage;
        this.topic = topic;
        this.sink = sink;
    }

    @Override
    public void asked(int promptTokens) {
        sink.asked(promptTokens);
    }

    @Override
    public void cut(Cut what) {
        sink.cut(what);
    }

    @Override
    public void accept(String piece) {
        if (opened) {
            pass(piece);
            return;
        }
        first.append(first.isEmpty() ? piece.stripLeading() : piece);
        if (first.indexOf("\n") >= 0 || first.length() > LONGEST_LINE) {
            open();
        }
    }

    /** The heading comes first, whatever there is to tell. */
    @Override
    public void note(String line) {
        pass(noted ? line + "\n\n" : stage.heading() + "\n\n" + line + "\n\n");
        noted = true;
    }

    /**
     * Code that a model left open, as one that stopped at its length, ends here. A plan ends with what comes next: clients and the next stage
     * go by that heading.
     */
    @Override
    public void whole() {
        if (!opened) {
            open();
        }
        String closing = OpenFence.closing(passed.toString());
        if (!closing.isEmpty()) {
            pass(closing);
        }
        if (stage.plans() && !ResearchText.hasNextSteps(passed.toString())) {
            pass("\n\n" + ResearchStage.NEXT_STEPS + "\n\n- " + ResearchText.quoted(topic));
        }
        sink.whole();
    }

    @Override
    public void again() {
        first.setLength(0);
        sink.again();
    }

    private void pass(String text) {
        passed.append(text);
        sink.accept(text);
    }

    private void open() {
        opened = true;
        String text = first.toString();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end);
        boolean headed = bare(line).equals(bare(stage.heading()));
        if (noted) {
            pass(headed ? rest.stripLeading() : text);
        } else if (headed) {
            pass(stage.heading() + rest);
        } else {
            pass(stage.heading() + "\n\n" + text);
        }
    }

    /** The words of a heading: models add marks and colons. */
    private static String bare(String heading) {
        return heading.replaceAll("[#*:_]", "").strip().toLowerCase(Locale.ROOT);
    }
}
