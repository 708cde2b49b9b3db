package io.deepwiki.application.retrieval;

import io.deepwiki.application.repository.port.SnapshotStore.ManifestEntry;
import io.deepwiki.application.repository.port.SourceTree.Entry;
import io.deepwiki.application.retrieval.FileReading.Verdict;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LeftOut;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a commit while it is being indexed: which are wanted, and why others are left out. */
final class Manifest {
    private static final int BATCH_FILES = 128;
    private static final long BATCH_BYTES = 8L << 20;

    private final Map<FileVersion, Entry> entries;
    private final Map<FileVersion, LeftOut> leftOut;

    private Manifest(Map<FileVersion, Entry> entries, Map<FileVersion, LeftOut> leftOut) {
        this.entries = entries;
        this.leftOut = leftOut;
    }

    /** Leaves out what need not be read to know that it is not wanted. */
    static Manifest triage(List<Entry> tree, int maxBytes) {
        Map<FileVersion, Entry> entries = LinkedHashMap.newLinkedHashMap(tree.size());
        Map<FileVersion, LeftOut> leftOut = new LinkedHashMap<>();
        for (Entry entry : tree) {
            entries.put(version(entry), entry);
            unwanted(entry, maxBytes).ifPresent(why -> leftOut.put(version(entry), why));
        }
        return new Manifest(entries, leftOut);
    }

    static FileVersion version(Entry entry) {
        return new FileVersion(entry.path(), entry.blob());
    }

    private static Optional<LeftOut> unwanted(Entry entry, int maxBytes) {
        return switch (entry.type()) {
            case SYMBOLIC_LINK -> Optional.of(LeftOut.SYMBOLIC_LINK);
            case SUBMODULE -> Optional.of(LeftOut.SUBMODULE);
            case FILE -> entry.size() > maxBytes ? Optional.of(LeftOut.TOO_LARGE) : Optional.empty();
        };
    }

    /** Takes over what an earlier commit found out about contents that are here too, so that they are not read again. */
    void recall(List<ManifestEntry> earlier) {
        for (ManifestEntry entry : earlier) {
            FileVersion version = new FileVersion(entry.path(), entry.blob());
            if (entry.leftOut().isPresent()
                    && entry.leftOut().get() != LeftOut.TOO_LARGE
                    && entries.containsKey(version)) {
                leftOut.putIfAbsent(version, entry.leftOut().get());
            }
        }
    }

    List<FileVersion> wanted() {
        return entries.keySet().stream()
                .filter(version -> !leftOut.containsKey(version))
                .toList();
    }

    /** The missing files, in groups that fit into memory and into one transaction. */
    List<List<Entry>> batches(Set<FileVersion> missing) {
        List<List<Entry>> batches = new ArrayList<>();
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<FileVersion, Entry> wanted : entries.entrySet()) {
            if (!missing.contains(wanted.getKey())) {
                continue;
            }
            if (batch.size() == BATCH_FILES || (bytes + wanted.getValue().size() > BATCH_BYTES && !batch.isEmpty())) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(wanted.getValue());
            bytes += wanted.getValue().size();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Notes what cannot be indexed, and gives what can. */
    List<IndexedFile> judge(List<Verdict> verdicts) {
        List<IndexedFile> files = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Indexable(IndexedFile file) -> files.add(file);
                case Verdict.Skipped(FileVersion version, LeftOut why) -> leftOut.put(version, why);
            }
        }
        return files;
    }

    List<ManifestEntry> entries() {
        return entries.entrySet().stream()
                .map(e -> new ManifestEntry(
                        e.getValue().path(),
                        e.getValue().blob(),
                        e.getValue().size(),
                        Optional.ofNullable(leftOut.get(e.getKey()))))
                .toList();
    }

    /** How many files are left out of the index, or of the wiki, by reason. */
    Map<LeftOut, Integer> leftOut() {
        Map<LeftOut, Integer> counts = new EnumMap<>(LeftOut.class);
        leftOut.values().forEach(why -> counts.merge(why, 1, Integer::sum));
        for (FileVersion version : wanted()) {
            switch (FileKind.of(version.path(), "")) {
                case GENERATED -> counts.merge(LeftOut.GENERATED, 1, Integer::sum);
                case VENDORED -> counts.merge(LeftOut.VENDORED, 1, Integer::sum);
                case CODE, TEST, DOCS, CONFIG, DATA -> {}
            }
        }
        return counts;
    }
}
