package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.CodeMap.FileLink;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The code map, opened at the places that a writer looks up again and again. */
final class Atlas {
    private final CodeMap map;
    private final Map<SourcePath, FileFacts> files = new TreeMap<>();
    private final Map<SourcePath, TreeSet<SourcePath>> imports = new HashMap<>();
    private final Map<SourcePath, TreeSet<SourcePath>> importers = new HashMap<>();
    private final Map<SourcePath, Optional<Module>> modules = new HashMap<>();

    Atlas(CodeMap map) {
        this.map = map;
        map.files().forEach(file -> files.put(file.path(), file));
        for (FileLink link : map.links()) {
            imports.computeIfAbsent(link.from(), _ -> new TreeSet<>()).add(link.to());
            importers.computeIfAbsent(link.to(), _ -> new TreeSet<>()).add(link.from());
        }
    }

    CodeMap map() {
        return map;
    }

    Optional<FileFacts> file(SourcePath path) {
        return Optional.ofNullable(files.get(path));
    }

    /** All files, by path. */
    List<FileFacts> files() {
        return List.copyOf(files.values());
    }

    List<FileFacts> files(FileKind kind) {
        return files.values().stream().filter(file -> file.kind() == kind).toList();
    }

    /** The files that this one imports, by path. */
    List<SourcePath> imports(SourcePath path) {
        return List.copyOf(imports.getOrDefault(path, new TreeSet<>()));
    }

    /** The files of a kind that import this one, by path. */
    List<SourcePath> importers(SourcePath path, FileKind kind) {
        return importers.getOrDefault(path, new TreeSet<>()).stream()
                .filter(from -> file(from).filter(facts -> facts.kind() == kind).isPresent())
                .toList();
    }

    boolean linked(SourcePath from, SourcePath to) {
        return imports.getOrDefault(from, new TreeSet<>()).contains(to);
    }

    /** How many files import this one. */
    int fame(SourcePath path) {
        return importers.getOrDefault(path, new TreeSet<>()).size();
    }

    Optional<Module> module(SourcePath path) {
        return modules.computeIfAbsent(path, map::moduleOf);
    }

    /** What a file is chiefly about: the type named like it, else its first type, else its first function. */
    Optional<Symbol> lead(SourcePath path) {
        return file(path).flatMap(Symbols::lead);
    }

    /** What to call a file: its chief type, if it is named like the file; else the file's name. */
    String nameOf(SourcePath path) {
        return lead(path)
                .filter(symbol -> Symbols.namedLike(symbol, path))
                .map(Symbol::name)
                .orElse(path.fileName());
    }

    /** The README at the root, if the map has its text. */
    Optional<SourcePath> readme() {
        return map.readme().isBlank()
                ? Optional.empty()
                : files.keySet().stream()
                        .filter(path -> path.directory().isEmpty()
                                && path.fileName().toLowerCase(Locale.ROOT).startsWith("readme"))
                        .min(Comparator.naturalOrder());
    }

    /** The tests that import one of these files, or are called like it, by path. */
    List<FileFacts> testsOf(List<SourcePath> paths) {
        List<String> stems = paths.stream()
                .filter(path ->
                        file(path).filter(facts -> facts.language().isCode()).isPresent())
                .map(path -> stem(path).toLowerCase(Locale.ROOT))
                .filter(stem -> stem.length() > 3)
                .toList();
        return files(FileKind.TEST).stream()
                .filter(test -> !paths.contains(test.path()) && test.language().isCode())
                .filter(test -> paths.stream().anyMatch(path -> linked(test.path(), path))
                        || stems.contains(testedBy(test.path())))
                .toList();
    }

    /** The languages of these files with their lines, most lines first. */
    List<String> languages(List<FileFacts> of) {
        Map<String, Integer> lines = of.stream()
                .filter(file -> file.language().isCode())
                .collect(Collectors.groupingBy(
                        file -> file.language().label(), TreeMap::new, Collectors.summingInt(FileFacts::lines)));
        int all = lines.values().stream().mapToInt(Integer::intValue).sum();
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue() * 50 >= all)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    static String stem(SourcePath path) {
        String name = path.fileName();
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    static String testedBy(SourcePath test) {
        return stem(test)
                .replaceAll("^test_|_test$|_spec$|(?<=[a-z0-9])(Tests?|IT|Spec)$", "")
                .toLowerCase(Locale.ROOT);
    }
}
