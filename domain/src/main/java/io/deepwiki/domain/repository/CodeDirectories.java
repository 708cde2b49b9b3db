package io.deepwiki.domain.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The directories that hold code, with their lines. */
final class CodeDirectories {
    private static final double NEARLY_ALL = 0.9;

    private final Map<String, Long> direct = new TreeMap<>();
    private final Map<String, Long> whole = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();

    CodeDirectories(List<FileFacts> files) {
        for (FileFacts file : files) {
            direct.merge(file.path().directory(), (long) file.lines(), Long::sum);
        }
        direct.forEach(this::add);
    }

    private void add(String directory, long lines) {
        whole.merge(directory, lines, Long::sum);
        for (String at = directory; !at.isEmpty(); at = parent(at)) {
            whole.merge(parent(at), lines, Long::sum);
            children.computeIfAbsent(parent(at), _ -> new TreeSet<>()).add(at);
        }
    }

    /** The lines of the files right in each directory. */
    Map<String, Long> direct() {
        return direct;
    }

    /** The lines of all files below it. */
    long lines(String directory) {
        return whole.getOrDefault(directory, 0L);
    }

    Set<String> children(String directory) {
        return children.getOrDefault(directory, Set.of());
    }

    /** The directory itself, or the one deep inside it that holds nearly all of its code (of {@code src/main/java/org} the one that branches). */
    String narrowed(String start) {
        String directory = start;
        while (true) {
            String only = directory;
            for (String child : children(directory)) {
                if (lines(child) >= NEARLY_ALL * lines(directory)) {
                    only = child;
                }
            }
            if (only.equals(directory)) {
                return directory;
            }
            directory = only;
        }
    }

    static String parent(String directory) {
        return directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
    }

    static String name(String directory) {
        return directory.substring(directory.lastIndexOf('/') + 1);
    }
}
