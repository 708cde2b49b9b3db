package io.deepwiki.domain.repository;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the files that start something: by a function called main, or by the names that programs start by. */
final class EntryPoints {
    private static final int MOST = 20;
    private static final Set<String> STARTING_NAMES =
            Set.of("main", "__main__", "server", "cli", "app", "manage", "wsgi", "asgi", "program", "application");

    private EntryPoints() {}

    /** Surest first, then nearest to the root; at most 20. */
    static List<SourcePath> among(List<FileFacts> files) {
        return files.stream()
                .filter(file -> certainty(file) > 0)
                .sorted(Comparator.comparingInt(EntryPoints::certainty)
                        .reversed()
                        .thenComparingInt(file -> depth(file.path()))
                        .thenComparing(FileFacts::path))
                .map(FileFacts::path)
                .limit(MOST)
                .toList();
    }

    private static int certainty(FileFacts file) {
        if (file.kind() != FileKind.CODE) {
            return 0;
        }
        String stem = PathIndex.stem(file.path()).toLowerCase(Locale.ROOT);
        boolean named = STARTING_NAMES.contains(stem) && file.language().isCode();
        boolean mains = file.outline().symbols().stream().anyMatch(EntryPoints::starts);
        String directory = file.path().directory();
        if (mains) {
            return named ? 4 : 3;
        }
        if (named || directory.equals("bin")) {
            return 2;
        }
        boolean nearTheTop = directory.isEmpty() || directory.equals("src") || directory.endsWith("/src");
        return stem.equals("index") && file.language().isCode() && nearTheTop ? 1 : 0;
    }

    private static boolean starts(Symbol symbol) {
        boolean callable = symbol.kind() == SymbolKind.FUNCTION || symbol.kind() == SymbolKind.METHOD;
        return callable
                && (symbol.name().equals("main") || symbol.qualifiedName().equals("Program.Main"));
    }

    private static int depth(SourcePath path) {
        return (int) path.value().chars().filter(c -> c == '/').count();
    }
}
