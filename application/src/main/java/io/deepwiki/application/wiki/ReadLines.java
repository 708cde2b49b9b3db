package io.deepwiki.application.wiki;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.OutOfRange;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.GitHost;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Wiki.Subject;
import io.deepwiki.domain.wiki.WikiId;
import java.util.List;
import java.util.Optional;
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
        Subject subject = wikis.find(wiki, caller).subject();
        String text = snapshots
                .text(subject.snapshot(), path)
                .orElseThrow(() -> new FailureException(
                        new NotFound("file_not_found", "The indexed commit has no text file of this path.")));
        List<String> lines = text.lines().toList();
        int from = Math.max(1, first.orElse(1));
        int to = Math.min(lines.size(), last.orElse(lines.size()));
        if (from > to) {
            throw new FailureException(new OutOfRange("The file has " + lines.size() + " lines."));
        }
        LineRange range = new LineRange(from, to);
        return new Lines(
                path,
                range,
                lines.size(),
                String.join("\n", lines.subList(from - 1, to)),
                GitHost.link(subject.repository(), subject.commit(), path, range));
    }

    /**
     * The lines that were asked for.
     *
     * @param total how many the file has
     * @param link where a person sees them on the host, if it is one that we know
     */
    public record Lines(SourcePath path, LineRange lines, int total, String text, Optional<String> link) {}
}
