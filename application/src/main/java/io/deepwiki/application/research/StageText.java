package io.deepwiki.application.research;

import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.research.ResearchStage;
import java.util.Locale;

/**
 * Takes the text of a stage and sees to it that it opens with the stage's heading, whatever the model and the language: clients go by it. The
 * first line waits until it is whole.
 */
final class StageText implements TokenSink {
    private static final int LONGEST_LINE = 200;

    private final ResearchStage stage;
    private final TokenSink sink;
    private final StringBuilder first = new StringBuilder();
    private boolean opened;

    StageText(ResearchStage stage, TokenSink sink) {
        this.stage = stage;
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
            sink.accept(piece);
            return;
        }
        first.append(first.isEmpty() ? piece.stripLeading() : piece);
        if (first.indexOf("\n") >= 0 || first.length() > LONGEST_LINE) {
            open();
        }
    }

    /** The text is over. */
    void end() {
        if (!opened && !first.isEmpty()) {
            open();
        }
    }

    private void open() {
        opened = true;
        String text = first.toString();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end);
        if (bare(line).equals(bare(stage.heading()))) {
            sink.accept(stage.heading() + rest);
        } else {
            sink.accept(stage.heading() + "\n\n" + text);
        }
    }

    /** The words of a heading: models add marks and colons. */
    private static String bare(String heading) {
        return heading.replaceAll("[#*:_]", "").strip().toLowerCase(Locale.ROOT);
    }
}
