package io.deepwiki.domain.repository;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of Go code. An import names a directory below a module whose own name stands in {@code go.mod}; which names are the
 * repository's own is told by the imports themselves: the prefix that leads to most of its directories.
 */
final class GoPackages {
    /** Code before tests, then more lines, then the earlier path. */
    static final Comparator<FileFacts> LARGEST_CODE = Comparator.comparing(
                    (FileFacts file) -> file.kind() == FileKind.CODE)
            .thenComparingInt(FileFacts::lines)
            .thenComparing(FileFacts::path, Comparator.reverseOrder());

    private final Map<String, FileFacts> largest = new HashMap<>();
    private final Set<String> modules = new HashSet<>();
    private final Map<String, String> directories = new HashMap<>();

    GoPackages(List<FileFacts> files) {
        List<FileFacts> code = files.stream()
                .filter(file -> file.language() == SourceLanguage.GO)
                .toList();
        for (FileFacts file : code) {
            largest.merge(
                    file.path().directory(), file, (one, other) -> LARGEST_CODE.compare(one, other) >= 0 ? one : other);
        }
        Map<String, Set<String>> reached = new HashMap<>();
        for (FileFacts file : code) {
            file.outline().imports().forEach(name -> vote(name, reached));
        }
        int most = reached.values().stream().mapToInt(Set::size).max().orElse(0);
        reached.forEach((module, found) -> {
            if (found.size() == most || found.size() >= 3) {
                modules.add(module);
            }
        });
    }

    /** The largest file of the package. */
    Optional<SourcePath> target(SourcePath from, String name) {
        if (modules.contains(name)) {
            return Optional.ofNullable(largest.get("")).map(FileFacts::path);
        }
        return directory(name)
                .filter(directory -> modules.contains(module(name, directory)))
                .filter(directory -> !directory.equals(from.directory()))
                .flatMap(directory -> Optional.ofNullable(largest.get(directory)))
                .map(FileFacts::path);
    }

    private void vote(String name, Map<String, Set<String>> reached) {
        directory(name)
                .ifPresent(directory -> reached.computeIfAbsent(module(name, directory), _ -> new HashSet<>())
                        .add(directory));
    }

    private static String module(String name, String directory) {
        return name.substring(0, Math.max(0, name.length() - directory.length() - 1));
    }

    /** The longest end of the name that is a directory with Go code. The standard library's names have no dot at their head. */
    private Optional<String> directory(String name) {
        String found = directories.computeIfAbsent(name, this::search);
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private String search(String name) {
        int first = name.indexOf('/');
        boolean hosted = first > 0 && name.substring(0, first).indexOf('.') > 0;
        for (int slash = first; slash > 0; slash = name.indexOf('/', slash + 1)) {
            String rest = name.substring(slash + 1);
            if (largest.containsKey(rest) && (hosted || rest.indexOf('/') > 0)) {
                return rest;
            }
        }
        return "";
    }
}
