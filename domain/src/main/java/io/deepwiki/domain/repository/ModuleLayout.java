package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which directories of a repository are its modules: those that a person would name. A directory that holds most of the code in
 * directories of its own is entered; one with next to nothing in it counts to the one around it.
 */
final class ModuleLayout {
    private static final double TOO_LARGE = 0.35;
    private static final double TOO_SMALL = 0.01;
    private static final int MOST = 24;
    /** Names that say where code lies, not what it is. */
    private static final Set<String> SILENT = Set.of(
            "src", "main", "java", "kotlin", "lib", "libs", "app", "apps", "packages", "pkg", "internal", "cmd", "modules", "source",
            "sources", "crates", "com", "org", "io", "net", "dev", "php", "python", "ts", "js", "csharp", "include");

    private final Set<String> modules;
    private final Map<String, String> names;

    private ModuleLayout(Set<String> modules) {
        this.modules = modules;
        this.names = names(modules);
    }

    static ModuleLayout of(List<FileFacts> measured) {
        Map<String, Integer> below = linesBelow(measured);
        int all = Math.max(1, below.getOrDefault("", 0));
        Set<String> modules = new HashSet<>(Set.of(""));
        Set<String> entered = new HashSet<>();
        while (modules.size() < MOST) {
            Optional<String> next = modules.stream()
                    .filter(module -> !entered.contains(module) && below.get(module) > all * TOO_LARGE)
                    .max(Comparator.<String>comparingInt(below::get).thenComparing(Comparator.naturalOrder()));
            if (next.isEmpty()) {
                break;
            }
            entered.add(next.get());
            children(next.get(), below.keySet()).stream()
                    .filter(child -> below.get(child) > all * TOO_SMALL)
                    .forEach(modules::add);
        }
        return new ModuleLayout(Set.copyOf(modules));
    }

    /** The directory of the module that a file belongs to: the nearest around it. */
    String moduleOf(SourcePath path) {
        String directory = path.directory();
        while (!directory.isEmpty()) {
            if (modules.contains(directory)) {
                return directory;
            }
            directory = directory.contains("/") ? directory.substring(0, directory.lastIndexOf('/')) : "";
        }
        return "";
    }

    /** What people call the module of a directory; unique. */
    String nameOf(String directory) {
        return names.getOrDefault(directory, directory);
    }

    private static boolean isChild(String path, String parent) {
        return parent.isEmpty() ? !path.isEmpty() : path.startsWith(parent + "/");
    }

    private static List<String> children(String parent, Set<String> directories) {
        return directories.stream()
                .filter(directory -> isChild(directory, parent))
                .filter(directory -> directory.indexOf('/', parent.isEmpty() ? 0 : parent.length() + 1) < 0)
                .sorted()
                .toList();
    }

    private static Map<String, Integer> linesBelow(List<FileFacts> files) {
        Map<String, Integer> lines = new TreeMap<>();
        for (FileFacts file : files) {
            String directory = file.path().directory();
            while (!directory.isEmpty()) {
                lines.merge(directory, file.lines(), Integer::sum);
                directory = directory.contains("/") ? directory.substring(0, directory.lastIndexOf('/')) : "";
            }
            lines.merge("", file.lines(), Integer::sum);
        }
        return lines;
    }

    /** The last telling name of each path; with the one before it where two would be the same. */
    private static Map<String, String> names(Set<String> modules) {
        Map<String, String> names = new HashMap<>();
        Map<String, Long> short1 = modules.stream().collect(Collectors.groupingBy(ModuleLayout::shortName, Collectors.counting()));
        for (String module : modules) {
            String name = shortName(module);
            names.put(module, short1.get(name) == 1 ? name : module.isEmpty() ? "root" : longer(module));
        }
        return names;
    }

    private static String shortName(String module) {
        List<String> telling = telling(module);
        return telling.isEmpty() ? (module.isEmpty() ? "root" : module) : telling.getLast();
    }

    private static String longer(String module) {
        List<String> telling = telling(module);
        return telling.size() < 2 ? module : telling.getFirst() + "/" + telling.getLast();
    }

    private static List<String> telling(String module) {
        List<String> names = new ArrayList<>(List.of(module.split("/")));
        names.removeIf(name -> name.isEmpty() || SILENT.contains(name));
        return names;
    }
}
