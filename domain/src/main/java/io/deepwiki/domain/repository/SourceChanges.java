package io.deepwiki.domain.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of the files of a repository between two commits.
 *
 * @param byPath the change of each path that the two commits do not agree on
 */
public record SourceChanges(Map<SourcePath, Change> byPath) {
    public SourceChanges {
        byPath = Map.copyOf(byPath);
    }

    /** What became of a path. */
    public sealed interface Change {
        /** It is there now, and was not before. */
        record Added() implements Change {}

        /** Its content is another one. */
        record Changed() implements Change {}

        /** It is not there any more. */
        record Removed() implements Change {}

        /** It is not there any more, but one new path has its content, and no other path that is gone had it. */
        record Renamed(SourcePath to) implements Change {}
    }

    /**
     * Compares two commits.
     *
     * @param before the id of the content of each file
     * @param after the same, later
     */
    public static SourceChanges between(Map<SourcePath, String> before, Map<SourcePath, String> after) {
        Map<SourcePath, Change> changes = new HashMap<>();
        before.forEach((path, content) -> {
            String now = after.get(path);
            if (now == null) {
                changes.put(path, new Change.Removed());
            } else if (!now.equals(content)) {
                changes.put(path, new Change.Changed());
            }
        });
        after.keySet().stream()
                .filter(path -> !before.containsKey(path))
                .forEach(path -> changes.put(path, new Change.Added()));
        Map<String, List<SourcePath>> came = byContent(after, before);
        byContent(before, after).forEach((content, gone) -> {
            List<SourcePath> there = came.getOrDefault(content, List.of());
            if (gone.size() == 1 && there.size() == 1) {
                changes.put(gone.getFirst(), new Change.Renamed(there.getFirst()));
            }
        });
        return new SourceChanges(changes);
    }

    /** The paths that the other commit does not have. */
    private static Map<String, List<SourcePath>> byContent(
            Map<SourcePath, String> files, Map<SourcePath, String> other) {
        return files.entrySet().stream()
                .filter(file -> !other.containsKey(file.getKey()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** What became of a path; empty if nothing did. */
    public Optional<Change> of(SourcePath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Where a file is now; empty if it is gone. */
    public Optional<SourcePath> placeOf(SourcePath path) {
        return switch (of(path).orElseGet(Change.Changed::new)) {
            case Change.Removed _ -> Optional.empty();
            case Change.Renamed(SourcePath to) -> Optional.of(to);
            case Change.Added _, Change.Changed _ -> Optional.of(path);
        };
    }
}
