package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;

/** A claim's source: lines of a file, written {@code [path:first-last]}. */
public record Citation(SourcePath path, LineRange lines) {
    @Override
    public String toString() {
        return "[" + path + ":" + lines + "]";
    }
}
