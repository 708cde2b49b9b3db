package io.deepwiki.adapters.source.syntax;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes an outline of what a query found: who stands in whom, with documentation and signature. */
final class OutlineBuilder {
    private static final Set<String> LOADERS = Set.of("require", "require_relative", "import");

    private final SourceLanguage language;
    private final SourceLines lines;

    OutlineBuilder(SourceLanguage language, String text) {
        this.language = language;
        this.lines = new SourceLines(text);
    }

    FileOutline outline(List<Find> finds) {
        String packageName = finds.stream()
                .map(find -> find.texts().getOrDefault("package", ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        Set<String> imports = new LinkedHashSet<>();
        finds.stream().filter(find -> find.what().isEmpty()).forEach(find -> addImport(find, imports));
        return new FileOutline(packageName, symbols(finds), List.copyOf(imports));
    }

    private void addImport(Find find, Set<String> imports) {
        String callee = find.texts().get("callee");
        if (callee != null && !LOADERS.contains(callee)) {
            return;
        }
        String imported = find.texts().getOrDefault("import", "");
        String from = find.texts().getOrDefault("from", "");
        if (!from.isEmpty()) {
            imported = from + (from.endsWith(".") ? "" : ".") + find.texts().getOrDefault("member", "");
        }
        imported = imported.replaceAll("^[\"'<`]|[\"'>`]$", "");
        if (language == SourceLanguage.RUST) {
            imported = imported.replaceAll("(?s)::\\{.*|\\{.*|\\s+as\\s.*", "");
        }
        if (!imported.isBlank() && imported.indexOf('\n') < 0) {
            imports.add(imported.strip());
        }
    }

    private List<Symbol> symbols(List<Find> finds) {
        List<Find> definitions = finds.stream()
                .filter(find -> !find.what().isEmpty() && !find.name().isBlank())
                .sorted(Comparator.comparingInt(Find::start)
                        .thenComparing(Comparator.comparingInt(Find::end).reversed())
                        .thenComparing(find -> find.what().equals("constant")))
                .toList();
        List<Symbol> symbols = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<Find> around = new ArrayDeque<>();
        for (Find find : definitions) {
            while (!around.isEmpty() && !around.getLast().contains(find)) {
                around.removeLast();
            }
            boolean local = around.stream().anyMatch(outer -> outer.what().equals("function") || outer.what().equals("method"));
            if (!local && !find.what().equals("scope") && seen.add(find.start() + ":" + find.name())) {
                symbols.add(symbol(find, around));
            }
            around.addLast(find);
        }
        return symbols;
    }

    private Symbol symbol(Find find, Deque<Find> around) {
        String container = around.stream()
                .filter(outer -> !outer.what().equals("constant"))
                .map(outer -> plain(outer.name()))
                .collect(Collectors.joining("."));
        String receiver = plain(find.texts().getOrDefault("receiver", ""));
        if (!receiver.isEmpty()) {
            container = container.isEmpty() ? receiver : container + "." + receiver;
        }
        boolean inType = !receiver.isEmpty()
                || around.stream().anyMatch(outer -> outer.what().equals("type") || outer.what().equals("scope"));
        int first = lines.declarationStart(find.firstRow());
        LineRange range = new LineRange(first + 1, Math.max(first, find.lastRow()) + 1);
        return new Symbol(
                kind(find.what(), inType),
                plain(find.name()),
                container,
                lines.signature(find.nameRow(), find.lastRow()),
                lines.documentation(find.firstRow(), find.nameRow(), language == SourceLanguage.PYTHON),
                range);
    }

    /** Without pointers, type parameters and what else stands around a name. */
    private static String plain(String name) {
        return name.replaceAll("(?s)[<\\[(].*", "").replaceAll("[*&\\s]", "").replace("::", ".");
    }

    private static SymbolKind kind(String what, boolean inType) {
        return switch (what) {
            case "type" -> SymbolKind.TYPE;
            case "method" -> SymbolKind.METHOD;
            case "module" -> SymbolKind.MODULE;
            case "constant" -> SymbolKind.CONSTANT;
            default -> inType ? SymbolKind.METHOD : SymbolKind.FUNCTION;
        };
    }
}
