package io.deepwiki.application.streaming;

import java.io.Serial;

/** Nobody wants the rest of a text; whoever writes it stops and cleans up. */
public final class ReaderGone extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public ReaderGone() {
        super("nobody reads any more", null, false, false);
    }
}
