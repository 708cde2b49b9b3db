package io.deepwiki.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What was told beside the text since its last byte. A reader who comes back to that byte is told it again, in the same order; people are
 * told once.
 */
final class ToldHere {
    private final List<ApiJson.AnswerLine> told = new ArrayList<>();
    private int next;

    /** Whether nobody was told this. */
    boolean isNew(ApiJson.AnswerLine line) {
        if (next < told.size() && told.get(next).equals(line)) {
            next++;
            return false;
        }
        told.add(line);
        next = told.size();
        return true;
    }

    /** The text goes on. */
    void movedOn() {
        told.clear();
        next = 0;
    }

    /** The reader has come back. */
    void cameBack() {
        next = 0;
    }
}
