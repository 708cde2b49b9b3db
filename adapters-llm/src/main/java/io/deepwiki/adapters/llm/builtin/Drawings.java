package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.CodeMap.FileLink;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws what the code map stores: who imports whom, among files and among modules, and what a type contains. */
final class Drawings {
    private static final int MOST_NODES = 12;
    private static final int MOST_ARROWS = 20;

    private Drawings() {}

    /** The imports among the modules of these files and their nearest neighbours; keys are the modules' names. */
    static Diagram modules(Atlas atlas, List<FileFacts> files) {
        Set<String> touched = files.stream()
                .map(file -> atlas.module(file.path()))
                .flatMap(Optional::stream)
                .map(Module::name)
                .collect(Collectors.toSet());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        atlas.map().modules().stream()
                .sorted(Comparator.comparing((Module module) -> !touched.contains(module.name())))
                .limit(MOST_NODES)
                .forEach(module -> sizes.put(module.name(), module.lines()));
        Diagram diagram = new Diagram();
        sizes.keySet().forEach(name -> diagram.node(name, name));
        atlas.map().dependencies().stream()
                .filter(link -> sizes.containsKey(link.from()) && sizes.containsKey(link.to()))
                .sorted(Comparator.comparingInt(Dependency::count)
                        .reversed()
                        .thenComparing(Dependency::from)
                        .thenComparing(Dependency::to))
                .limit(MOST_ARROWS)
                .forEach(link -> diagram.arrow(link.from(), link.to(), ""));
        return diagram;
    }

    /**
     * The imports among these files. Keys are paths.
     *
     * @param around where they are few, show those from and to their neighbours as well
     */
    static Diagram files(Atlas atlas, List<SourcePath> paths, boolean around) {
        List<SourcePath> drawn =
                new ArrayList<>(paths.stream().limit(MOST_NODES).toList());
        long among = atlas.map().links().stream()
                .filter(link -> drawn.contains(link.from()) && drawn.contains(link.to()))
                .count();
        if (around && among < 4) {
            drawn.addAll(neighbours(atlas, paths, drawn.size() > 8 ? 2 : Math.min(6, MOST_NODES - drawn.size())));
        }
        Diagram diagram = new Diagram();
        drawn.forEach(path -> diagram.node(path.value(), label(atlas, path, drawn)));
        atlas.map().links().stream()
                .filter(link -> drawn.contains(link.from()) && drawn.contains(link.to()))
                .filter(link -> paths.contains(link.from()) || paths.contains(link.to()))
                .sorted(Comparator.comparingInt((FileLink link) -> rank(drawn, link.from()) + rank(drawn, link.to()))
                        .thenComparing(link -> link.from().value())
                        .thenComparing(link -> link.to().value()))
                .limit(MOST_ARROWS)
                .forEach(link -> diagram.arrow(link.from().value(), link.to().value(), ""));
        return diagram;
    }

    /** What the types of these files contain, as a class diagram; empty if they contain nothing. */
    static Optional<String> contents(List<FileFacts> files) {
        StringBuilder text = new StringBuilder("classDiagram\n");
        int drawn = 0;
        for (FileFacts file : files) {
            for (Symbol type : tops(file)) {
                List<Symbol> members =
                        Symbols.members(file, type).stream().limit(6).toList();
                if (!members.isEmpty() && drawn < 6) {
                    text.append("    class T")
                            .append(drawn++)
                            .append("[\"")
                            .append(word(type.name()))
                            .append("\"] {\n");
                    members.forEach(member ->
                            text.append("        ").append(member(member)).append('\n'));
                    text.append("    }\n");
                }
            }
        }
        return drawn == 0 ? Optional.empty() : Optional.of(text.toString());
    }

    private static List<Symbol> tops(FileFacts file) {
        return file.outline().symbols().stream()
                .filter(symbol ->
                        symbol.kind() == SymbolKind.TYPE && symbol.container().isEmpty())
                .toList();
    }

    private static String member(Symbol symbol) {
        boolean called = symbol.kind() == SymbolKind.METHOD || symbol.kind() == SymbolKind.FUNCTION;
        return "+" + word(symbol.name()) + (called ? "()" : "");
    }

    private static String word(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}_]", "");
        return plain.isEmpty() ? "_" : plain;
    }

    private static int rank(List<SourcePath> drawn, SourcePath path) {
        return drawn.indexOf(path);
    }

    private static List<SourcePath> neighbours(Atlas atlas, List<SourcePath> paths, int atMost) {
        Map<SourcePath, Integer> ties = new LinkedHashMap<>();
        atlas.map().links().forEach(link -> {
            if (paths.contains(link.from()) && !paths.contains(link.to())) {
                ties.merge(link.to(), 1, Integer::sum);
            } else if (paths.contains(link.to()) && !paths.contains(link.from())) {
                ties.merge(link.from(), 1, Integer::sum);
            }
        });
        return ties.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<SourcePath, Integer> tie) -> atlas.file(tie.getKey())
                                .filter(file -> file.kind() == FileKind.CODE)
                                .isEmpty())
                        .thenComparing(Map.Entry.<SourcePath, Integer>comparingByValue()
                                .reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(atMost)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The file's name for people; with its directory where two would be called the same. */
    private static String label(Atlas atlas, SourcePath path, List<SourcePath> drawn) {
        String name = atlas.nameOf(path);
        boolean same = drawn.stream()
                .anyMatch(other -> !other.equals(path) && atlas.nameOf(other).equals(name));
        String directory = path.directory();
        return same && !directory.isEmpty() ? directory.substring(directory.lastIndexOf('/') + 1) + "/" + name : name;
    }
}
