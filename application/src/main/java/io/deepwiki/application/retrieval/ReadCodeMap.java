package io.deepwiki.application.retrieval;

import io.deepwiki.application.concurrency.Recent;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws the map of a snapshot's code. Maps are kept for the snapshots that were asked for last, since every question wants one. */
public final class ReadCodeMap {
    private static final int KEPT = 8;

    private final SnapshotStore snapshots;
    private final Recent<Subject, CodeMap> recent = new Recent<>(KEPT);

    public ReadCodeMap(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * The map of the files that the filter admits.
     *
     * @param snapshot must be complete
     */
    public CodeMap of(SnapshotId snapshot, FileFilter filter) {
        return recent.get(new Subject(snapshot, filter), this::draw);
    }

    private CodeMap draw(Subject subject) {
        List<FileFacts> files = snapshots.files(subject.snapshot()).stream()
                .filter(file -> subject.filter().admits(file.path()))
                .toList();
        String readme = files.stream()
                .map(FileFacts::path)
                .filter(path -> path.directory().isEmpty()
                        && path.fileName().toLowerCase(Locale.ROOT).startsWith("readme"))
                .min(Comparator.comparing(SourcePath::value))
                .flatMap(path -> snapshots.text(subject.snapshot(), path))
                .orElse("");
        return CodeMap.of(files, readme);
    }

    private record Subject(SnapshotId snapshot, FileFilter filter) {}
}
