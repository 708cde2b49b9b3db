package io.deepwiki.domain.wiki;

/** Sees to fenced code that a Markdown text leaves open: whatever is put after it would be code, too. */
public final class OpenFence {
    private OpenFence() {}

    /** What to put after the text so that nothing is open: a line with the marks of the fence; empty if nothing is. */
    public static String closing(String markdown) {
        String marks = "";
        for (Fences.Line line : Fences.lines(markdown)) {
            if (line.opens()) {
                String fence = markdown.substring(line.start(), line.end());
                marks = fence.substring(0, Fences.marksEnd(fence));
            } else if (line.closes()) {
                marks = "";
            }
        }
        return marks.isEmpty() || markdown.endsWith("\n") ? marks : "\n" + marks;
    }
}
