package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The paths of a repository, found by what they end with. */
final class PathIndex {
    private final Set<String> paths = new HashSet<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, List<String>> byLastTwo = new HashMap<>();

    PathIndex(Collection<FileFacts> files) {
        for (FileFacts file : files) {
            String path = file.path().value();
            paths.add(path);
            byName.computeIfAbsent(file.path().fileName(), _ -> new ArrayList<>())
                    .add(path);
            byLastTwo.computeIfAbsent(lastTwo(path), _ -> new ArrayList<>()).add(path);
        }
    }

    boolean contains(String path) {
        return paths.contains(path);
    }

    /** The path itself if there is such a file. */
    Optional<SourcePath> exactly(String path) {
        return paths.contains(path) ? Optional.of(new SourcePath(path)) : Optional.empty();
    }

    /** The file whose path ends with these names; of several the one nearest to {@code from}. */
    Optional<SourcePath> endingWith(String suffix, SourcePath from) {
        boolean names = suffix.indexOf('/') >= 0;
        List<String> candidates =
                names ? byLastTwo.getOrDefault(lastTwo(suffix), List.of()) : byName.getOrDefault(suffix, List.of());
        String below = "/" + suffix;
        return nearest(
                candidates.stream()
                        .filter(path -> path.equals(suffix) || path.endsWith(below))
                        .toList(),
                from);
    }

    /** The one that shares most directories with {@code from}; then the shortest. */
    static Optional<SourcePath> nearest(List<String> candidates, SourcePath from) {
        if (candidates.size() == 1) {
            return Optional.of(new SourcePath(candidates.getFirst()));
        }
        return candidates.stream()
                .min(Comparator.comparingInt((String path) -> -shared(path, from.value()))
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .map(SourcePath::new);
    }

    /** A directory and a path relative to it, without {@code .} and {@code ..}; empty if it leaves the repository. */
    static Optional<String> resolve(String directory, String relative) {
        List<String> names = new ArrayList<>(directory.isEmpty() ? List.of() : List.of(directory.split("/", -1)));
        for (String name : relative.split("/", -1)) {
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    return Optional.empty();
                }
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return Optional.of(String.join("/", names));
    }

    /** The file's name without what follows its last dot. */
    static String stem(SourcePath path) {
        String name = path.fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** A directory with a name below it; the directory may be the root. */
    static String below(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    private static int shared(String one, String other) {
        int directories = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i); i++) {
            directories += one.charAt(i) == '/' ? 1 : 0;
        }
        return directories;
    }

    private static String lastTwo(String path) {
        int last = path.lastIndexOf('/');
        return last < 0 ? path : path.substring(path.lastIndexOf('/', last - 1) + 1);
    }
}
