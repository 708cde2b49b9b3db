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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Measures a {@link CodeMap} from the facts of its files. */
final class CodeMapper {
    private static final int MOST_REFERENCED = 40;
    private static final Set<String> ENTRY_STEMS = Set.of("main", "index", "app", "server", "cli", "manage", "__main__", "program");

    private final List<FileFacts> files;
    private final String readme;
    private final ModuleLayout layout;

    CodeMapper(List<FileFacts> files, String readme) {
        this.files = files.stream().sorted(Comparator.comparing(FileFacts::path)).toList();
        this.readme = readme;
        this.layout = ModuleLayout.of(measured());
    }

    CodeMap map() {
        List<FileLink> links = links();
        return new CodeMap(modules(), dependencies(links), files, links, entryPoints(), mostReferenced(links), readme);
    }

    /** Code alone is measured; in a repository without code, everything. */
    private List<FileFacts> measured() {
        List<FileFacts> code = files.stream()
                .filter(file -> file.kind() == FileKind.CODE && file.language().isCode())
                .toList();
        if (!code.isEmpty()) {
            return code;
        }
        return files.stream()
                .filter(file -> file.kind() != FileKind.VENDORED && file.kind() != FileKind.GENERATED)
                .toList();
    }

    private List<Module> modules() {
        List<FileFacts> measured = measured();
        int all = Math.max(1, measured.stream().mapToInt(FileFacts::lines).sum());
        Map<String, List<FileFacts>> byDirectory = measured.stream()
                .collect(Collectors.groupingBy(file -> layout.moduleOf(file.path()), TreeMap::new, Collectors.toList()));
        return byDirectory.entrySet().stream()
                .map(entry -> {
                    int lines = entry.getValue().stream().mapToInt(FileFacts::lines).sum();
                    return new Module(
                            layout.nameOf(entry.getKey()), entry.getKey(), entry.getValue().size(), lines, (double) lines / all);
                })
                .sorted(Comparator.comparingInt(Module::lines).reversed().thenComparing(Module::directory))
                .toList();
    }

    private List<FileLink> links() {
        ImportResolver resolver = new ImportResolver(files);
        Set<FileLink> links = new LinkedHashSet<>();
        for (FileFacts file : files) {
            for (String imported : file.outline().imports()) {
                resolver.resolve(file, imported).stream()
                        .filter(target -> !target.path().equals(file.path()))
                        .forEach(target -> links.add(new FileLink(file.path(), target.path())));
            }
        }
        return List.copyOf(links);
    }

    private List<Dependency> dependencies(List<FileLink> links) {
        Map<SourcePath, FileFacts> byPath = files.stream().collect(Collectors.toMap(FileFacts::path, Function.identity()));
        Map<List<String>, Integer> counts = new TreeMap<>(Comparator.comparing((List<String> pair) -> pair.getFirst())
                .thenComparing(List::getLast));
        for (FileLink link : links) {
            boolean code = byPath.get(link.from()).kind() == FileKind.CODE && byPath.get(link.to()).kind() == FileKind.CODE;
            List<String> pair = List.of(
                    layout.nameOf(layout.moduleOf(link.from())), layout.nameOf(layout.moduleOf(link.to())));
            if (code && !pair.getFirst().equals(pair.getLast())) {
                counts.merge(pair, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Dependency(entry.getKey().getFirst(), entry.getKey().getLast(), entry.getValue()))
                .sorted(Comparator.comparingInt(Dependency::count).reversed())
                .toList();
    }

    private List<SourcePath> entryPoints() {
        return files.stream()
                .filter(file -> file.kind() == FileKind.CODE && startsSomething(file))
                .sorted(Comparator.comparing((FileFacts file) -> !declaresMain(file))
                        .thenComparing(file -> file.path().value().chars().filter(c -> c == '/').count())
                        .thenComparing(FileFacts::path))
                .map(FileFacts::path)
                .limit(12)
                .toList();
    }

    private static boolean startsSomething(FileFacts file) {
        String name = file.path().fileName().toLowerCase(Locale.ROOT);
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.', 1)) : name;
        return file.language().isCode() && (declaresMain(file) || ENTRY_STEMS.contains(stem));
    }

    private static boolean declaresMain(FileFacts file) {
        return file.outline().symbols().stream()
                .anyMatch(symbol -> (symbol.name().equals("main") || symbol.name().equals("Main"))
                        && (symbol.kind() == SymbolKind.FUNCTION || symbol.kind() == SymbolKind.METHOD));
    }

    private List<Referenced> mostReferenced(List<FileLink> links) {
        Map<SourcePath, Integer> importers = new HashMap<>();
        links.forEach(link -> importers.merge(link.to(), 1, Integer::sum));
        List<Referenced> referenced = new ArrayList<>();
        for (FileFacts file : files) {
            int count = importers.getOrDefault(file.path(), 0);
            if (count > 0 && file.kind() == FileKind.CODE) {
                chief(file).ifPresent(symbol -> referenced.add(new Referenced(symbol, file.path(), count)));
            }
        }
        return referenced.stream()
                .sorted(Comparator.comparingInt(Referenced::importers).reversed().thenComparing(Referenced::path))
                .limit(MOST_REFERENCED)
                .toList();
    }

    /** The type that the file is named after, else its first type, else its first declaration. */
    private static java.util.Optional<Symbol> chief(FileFacts file) {
        String name = file.path().fileName();
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.', 1)) : name;
        String plain = stem.replaceAll("[_-]", "");
        List<Symbol> top = file.outline().symbols().stream()
                .filter(symbol -> symbol.container().isEmpty())
                .toList();
        return top.stream()
                .filter(symbol -> symbol.name().equalsIgnoreCase(plain))
                .findFirst()
                .or(() -> top.stream().filter(symbol -> symbol.kind() == SymbolKind.TYPE).findFirst())
                .or(() -> top.stream().findFirst());
    }
}
