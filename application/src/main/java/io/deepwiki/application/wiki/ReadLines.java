package io.deepwiki.application.wiki;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.OutOfRange;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.WikiId;
import java.util.List;
import java.util.OptionalInt;

/** Shows the lines of a file that a citation points at, as they stood at the wiki's commit. */
public final class ReadLines {
    private final ReadWiki wikis;
    private final SnapshotStore snapshots;

    public ReadLines(ReadWiki wikis, SnapshotStore snapshots) {
        this.wikis = wikis;
        this.snapshots = snapshots;
    }

    /**
     * Lines of a file.
     *
     * @param first from 1; empty: the first
     * @param last included; empty, or past the end: the last
     * @throws FailureException NotFound; OutOfRange if the file ends before the first
     */
    public Lines read(WikiId wiki, SourcePath path, OptionalInt first, OptionalInt last, Caller caller) {
        String text = snapshots
                .text(wikis.find(wiki, caller).subject().snapshot(), path)
                .orElseThrow(() -> new FailureException(
                        new NotFound("file_not_found", "The indexed commit has no text file of this path.")));
        List<String> lines = text.lines().toList();
        int from = Math.max(1, first.orElse(1));
        int to = Math.min(lines.size(), last.orElse(lines.size()));
        if (from > to) {
            throw new FailureException(new OutOfRange("The file has " + lines.size() + " lines."));
        }
        return new Lines(path, new LineRange(from, to), lines.size(), String.join("\n", lines.subList(from - 1, to)));
    }

    /** The lines that were asked for, and how many the file has. */
    public record Lines(SourcePath path, LineRange lines, int total, String text) {}
}
