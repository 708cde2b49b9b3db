package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files of a repository that an import means. Imports are written differently in every language, but nearly all of them spell the
 * end of a path, or a path relative to the importing file: these two readings are tried.
 */
final class ImportResolver {
    private static final Set<String> INDEX_NAMES = Set.of("index", "__init__", "mod", "lib");

    private final Map<String, List<FileFacts>> byStem = new HashMap<>();
    private final Map<String, FileFacts> byPath = new HashMap<>();
    private final Map<String, List<FileFacts>> byDirectoryName = new HashMap<>();
    private final Map<String, List<FileFacts>> byPackage = new HashMap<>();

    ImportResolver(List<FileFacts> files) {
        for (FileFacts file : files) {
            String stem = stem(file.path());
            byStem.computeIfAbsent(key(stem), _ -> new ArrayList<>()).add(file);
            byPath.put(file.path().value(), file);
            String directory = file.path().directory();
            byDirectoryName
                    .computeIfAbsent(key(directory.substring(directory.lastIndexOf('/') + 1)), _ -> new ArrayList<>())
                    .add(file);
            byPackage.computeIfAbsent(file.outline().packageName(), _ -> new ArrayList<>()).add(file);
        }
    }

    /** The files that one import of a file means; none when it means nothing in this repository. */
    List<FileFacts> resolve(FileFacts from, String imported) {
        return switch (from.language()) {
            case JAVA, KOTLIN, PHP, CSHARP -> qualified(from, imported.replace('\\', '.'));
            case PYTHON -> python(from, imported);
            case JAVASCRIPT, TYPESCRIPT, TSX -> imported.startsWith(".") ? relative(from, imported) : List.of();
            case GO -> directory(imported);
            case RUST -> rust(from, imported);
            case C, CPP -> include(from, imported);
            case RUBY -> ruby(from, imported);
            case MARKDOWN, OTHER -> List.of();
        };
    }

    private List<FileFacts> qualified(FileFacts from, String name) {
        List<String> names = new ArrayList<>(List.of(name.split("\\.")));
        names.removeIf(part -> part.isEmpty() || part.equals("*"));
        for (int drop = 0; drop < 3 && names.size() - drop >= 2; drop++) {
            Optional<FileFacts> found = endingWith(names.subList(0, names.size() - drop), from, 2);
            if (found.isPresent()) {
                return List.of(found.get());
            }
        }
        boolean wholePackage = from.language() == SourceLanguage.CSHARP || name.endsWith("*");
        List<FileFacts> members = byPackage.getOrDefault(name.replaceAll("\\.\\*$", ""), List.of());
        return wholePackage && members.size() <= 12 ? members : List.of();
    }

    private List<FileFacts> python(FileFacts from, String name) {
        if (name.startsWith(".")) {
            int dots = name.length() - name.replaceAll("^\\.+", "").length();
            String rest = name.substring(dots).replace('.', '/');
            String up = "../".repeat(dots - 1);
            List<FileFacts> whole = relative(from, up + (rest.isEmpty() ? "__init__" : rest));
            int member = Math.max(0, rest.lastIndexOf('/'));
            return whole.isEmpty() ? relative(from, up + (member == 0 ? "__init__" : rest.substring(0, member))) : whole;
        }
        List<String> names = List.of(name.split("\\."));
        for (int size = names.size(); size >= 1; size--) {
            Optional<FileFacts> found = endingWith(names.subList(0, size), from, names.size() == 1 ? 1 : 2);
            if (found.isPresent()) {
                return List.of(found.get());
            }
        }
        return List.of();
    }

    private List<FileFacts> rust(FileFacts from, String name) {
        List<String> names = new ArrayList<>(List.of(name.split("::")));
        names.removeIf(part -> part.isBlank() || Set.of("crate", "self", "super", "*").contains(part));
        boolean local = name.startsWith("crate") || name.startsWith("self") || name.startsWith("super") || !name.contains("::");
        for (int size = names.size(); local && size >= 1; size--) {
            Optional<FileFacts> found = endingWith(names.subList(0, size), from, 1);
            if (found.isPresent()) {
                return List.of(found.get());
            }
        }
        return List.of();
    }

    private List<FileFacts> include(FileFacts from, String name) {
        FileFacts beside = byPath.get(normalized(from.path().directory() + "/" + name));
        if (beside != null) {
            return List.of(beside);
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        return byStem.getOrDefault(key(file.replaceAll("\\.[^.]*$", "")), List.of()).stream()
                .filter(candidate -> ("/" + candidate.path().value()).endsWith("/" + name))
                .min(nearest(from))
                .map(List::of)
                .orElse(List.of());
    }

    private List<FileFacts> ruby(FileFacts from, String name) {
        List<FileFacts> near = relative(from, name);
        return near.isEmpty() ? endingWith(List.of(name.split("/")), from, 1).map(List::of).orElse(List.of()) : near;
    }

    /** A Go import means a directory: its largest file that is not a test stands for it. */
    private List<FileFacts> directory(String imported) {
        String last = imported.substring(imported.lastIndexOf('/') + 1);
        return byDirectoryName.getOrDefault(key(last), List.of()).stream()
                .filter(file -> file.language() == SourceLanguage.GO && file.kind() == FileKind.CODE)
                .filter(file -> imported.endsWith("/" + file.path().directory()) || tail(imported, file.path().directory()))
                .max(Comparator.comparingInt(FileFacts::lines).thenComparing(FileFacts::path))
                .map(List::of)
                .orElse(List.of());
    }

    /** Whether both end in the same two names. */
    private static boolean tail(String imported, String directory) {
        String[] wanted = imported.split("/");
        String[] there = directory.split("/");
        return wanted.length >= 2
                && there.length >= 2
                && wanted[wanted.length - 1].equals(there[there.length - 1])
                && wanted[wanted.length - 2].equals(there[there.length - 2]);
    }

    private List<FileFacts> relative(FileFacts from, String imported) {
        String base = normalized(from.path().directory() + "/" + imported);
        String bare = base.replaceAll("\\.(js|jsx|mjs|cjs|ts|tsx)$", "");
        for (String extension : List.of("", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".py", ".rb", "/index.ts", "/index.tsx", "/index.js", "/__init__.py")) {
            FileFacts exact = byPath.get((extension.isEmpty() ? base : bare) + extension);
            if (exact != null) {
                return List.of(exact);
            }
        }
        return List.of();
    }

    /** The file whose path ends with these names; of several the one nearest to the importing file. */
    private Optional<FileFacts> endingWith(List<String> names, FileFacts from, int leastMatched) {
        String last = names.getLast();
        String suffix = "/" + String.join("/", names);
        List<FileFacts> candidates = new ArrayList<>(byStem.getOrDefault(key(last), List.of()));
        byDirectoryName.getOrDefault(key(last), List.of()).stream()
                .filter(file -> INDEX_NAMES.contains(stem(file.path())))
                .forEach(candidates::add);
        return candidates.stream()
                .filter(file -> !file.equals(from) && sameFamily(file.language(), from.language()))
                .filter(file -> matched(file, suffix) >= Math.min(leastMatched, names.size()))
                .min(Comparator.<FileFacts>comparingInt(file -> -matched(file, suffix)).thenComparing(nearest(from)));
    }

    /** How many of the last names of the suffix the file's path ends with. */
    private static int matched(FileFacts file, String suffix) {
        String path = "/" + file.path().directory() + "/" + stem(file.path());
        if (INDEX_NAMES.contains(stem(file.path()))) {
            path = "/" + file.path().directory();
        }
        String rest = suffix;
        int most = (int) suffix.chars().filter(c -> c == '/').count();
        while (!rest.isEmpty()) {
            if (path.endsWith(rest)) {
                return most;
            }
            most--;
            int next = rest.indexOf('/', 1);
            rest = next < 0 ? "" : rest.substring(next);
        }
        return 0;
    }

    private static boolean sameFamily(SourceLanguage a, SourceLanguage b) {
        Set<SourceLanguage> jvm = Set.of(SourceLanguage.JAVA, SourceLanguage.KOTLIN);
        return a == b || jvm.contains(a) && jvm.contains(b);
    }

    private static Comparator<FileFacts> nearest(FileFacts from) {
        return Comparator.<FileFacts>comparingInt(file -> -common(file.path().value(), from.path().value()))
                .thenComparing(FileFacts::path);
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String normalized(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }

    private static String stem(SourcePath path) {
        String name = path.fileName();
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
