package io.deepwiki.domain.repository;

import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.CodeMap.FileLink;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.CodeMap.Referenced;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws the map of a repository from the facts of its files. */
final class CodeMapper {
    private static final int MOST_REFERENCED = 40;

    private final List<FileFacts> files;
    private final List<FileFacts> measured;

    CodeMapper(List<FileFacts> files) {
        this.files =
                files.stream().sorted(Comparator.comparing(FileFacts::path)).toList();
        List<FileFacts> code = this.files.stream()
                .filter(file -> file.kind() == FileKind.CODE && file.lines() > 0)
                .toList();
        this.measured = code.isEmpty() ? this.files : code;
    }

    CodeMap map(String readme) {
        ModuleTree tree = ModuleTree.of(files, measured);
        List<FileLink> links = links();
        return new CodeMap(
                modules(tree),
                dependencies(tree, links),
                files,
                links,
                EntryPoints.among(files),
                mostReferenced(links),
                readme);
    }

    private List<Module> modules(ModuleTree tree) {
        Map<String, List<FileFacts>> filesOf = new HashMap<>();
        measured.forEach(file -> filesOf.computeIfAbsent(tree.directoryOf(file.path()), _ -> new ArrayList<>())
                .add(file));
        long all = Math.max(1, lines(measured));
        List<Module> modules = new ArrayList<>();
        filesOf.forEach((directory, members) -> {
            int lines = (int) lines(members);
            modules.add(new Module(tree.name(directory), directory, members.size(), lines, lines / (double) all));
        });
        modules.sort(Comparator.comparingInt(Module::lines).reversed().thenComparing(Module::directory));
        return modules;
    }

    private static long lines(List<FileFacts> files) {
        return files.stream().mapToLong(FileFacts::lines).sum();
    }

    private List<FileLink> links() {
        ImportResolver resolver = new ImportResolver(files);
        Set<FileLink> links = new LinkedHashSet<>();
        for (FileFacts file : files) {
            if (file.kind() == FileKind.VENDORED || file.kind() == FileKind.GENERATED) {
                continue;
            }
            for (String written : file.outline().imports()) {
                resolver.target(file, written)
                        .filter(target -> !target.equals(file.path()))
                        .ifPresent(target -> links.add(new FileLink(file.path(), target)));
            }
        }
        return List.copyOf(links);
    }

    /** Only code counts: tests import everything that they test. */
    private List<Dependency> dependencies(ModuleTree tree, List<FileLink> links) {
        Map<SourcePath, String> moduleOf = new HashMap<>();
        measured.forEach(file -> moduleOf.put(file.path(), tree.directoryOf(file.path())));
        record Edge(String from, String to) {}
        Map<Edge, Integer> counts = new HashMap<>();
        for (FileLink link : links) {
            String from = moduleOf.get(link.from());
            String to = moduleOf.get(link.to());
            if (from != null && to != null && !from.equals(to)) {
                counts.merge(new Edge(tree.name(from), tree.name(to)), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(edge -> new Dependency(edge.getKey().from(), edge.getKey().to(), edge.getValue()))
                .sorted(Comparator.comparingInt(Dependency::count)
                        .reversed()
                        .thenComparing(Dependency::from)
                        .thenComparing(Dependency::to))
                .toList();
    }

    private List<Referenced> mostReferenced(List<FileLink> links) {
        Map<SourcePath, Integer> importers = new HashMap<>();
        links.forEach(link -> importers.merge(link.to(), 1, Integer::sum));
        return files.stream()
                .filter(file -> file.kind() == FileKind.CODE && importers.containsKey(file.path()))
                .flatMap(file ->
                        mainType(file)
                                .map(type -> new Referenced(type, file.path(), importers.getOrDefault(file.path(), 0)))
                                .stream())
                .sorted(Comparator.comparingInt(Referenced::importers)
                        .reversed()
                        .thenComparing(Referenced::path))
                .limit(MOST_REFERENCED)
                .toList();
    }

    /** The type that the file is named after, else its first at the top, else its first. */
    private static Optional<Symbol> mainType(FileFacts file) {
        List<Symbol> types = file.outline().symbols().stream()
                .filter(symbol -> symbol.kind() == SymbolKind.TYPE)
                .toList();
        String stem = letters(PathIndex.stem(file.path()));
        return types.stream()
                .filter(type -> letters(type.name()).equals(stem))
                .findFirst()
                .or(() -> types.stream()
                        .filter(type -> type.container().isEmpty())
                        .findFirst())
                .or(() -> types.stream().findFirst());
    }

    private static String letters(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
