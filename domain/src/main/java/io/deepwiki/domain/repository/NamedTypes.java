package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of languages whose imports name a declaration in a package or namespace: Java, Kotlin, C#, PHP. */
final class NamedTypes {
    private final Map<String, List<String>> byQualifiedName = new HashMap<>();
    private final Map<String, List<FileFacts>> byPackage = new HashMap<>();

    NamedTypes(List<FileFacts> files) {
        for (FileFacts file : files) {
            switch (file.language()) {
                case JAVA, KOTLIN, CSHARP, PHP -> add(file);
                default -> {}
            }
        }
    }

    private void add(FileFacts file) {
        String packageName = file.outline().packageName().replace('\\', '.');
        byPackage.computeIfAbsent(packageName, _ -> new ArrayList<>()).add(file);
        declare(packageName, PathIndex.stem(file.path()), file.path());
        for (Symbol symbol : file.outline().symbols()) {
            boolean atTheTop =
                    symbol.container().isEmpty() || symbol.container().equals(packageName);
            if (atTheTop && !symbol.name().equals(PathIndex.stem(file.path()))) {
                declare(packageName, symbol.name(), file.path());
            }
        }
    }

    private void declare(String packageName, String name, SourcePath path) {
        String qualified = packageName.isEmpty() ? name : packageName + "." + name;
        byQualifiedName.computeIfAbsent(qualified, _ -> new ArrayList<>()).add(path.value());
    }

    /** The file that declares the name, or a type around it ({@code a.b.Type.member}); for {@code a.b.*} the package's largest file. */
    Optional<SourcePath> named(String name, SourcePath from) {
        if (name.endsWith(".*")) {
            String around = name.substring(0, name.length() - 2);
            return declared(around, from).or(() -> largestIn(around, from));
        }
        return declared(name, from);
    }

    private Optional<SourcePath> declared(String name, SourcePath from) {
        for (String prefix = name; prefix.indexOf('.') > 0; prefix = prefix.substring(0, prefix.lastIndexOf('.'))) {
            List<String> candidates = byQualifiedName.getOrDefault(prefix, List.of());
            if (!candidates.isEmpty()) {
                return PathIndex.nearest(candidates, from);
            }
        }
        return Optional.empty();
    }

    /** The file with the most lines of a package; code before tests. */
    Optional<SourcePath> largestIn(String packageName, SourcePath from) {
        return byPackage.getOrDefault(packageName, List.of()).stream()
                .filter(file -> !file.path().equals(from))
                .max(GoPackages.LARGEST_CODE)
                .map(FileFacts::path);
    }
}
