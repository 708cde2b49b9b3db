package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which declarations of a file matter to somebody who reads about it, and what to call them. */
final class Symbols {
    private static final Pattern NOUN = Pattern.compile(
            "\\b(record|@?interface|enum|struct|trait|class|union|protocol|object|namespace|module|type)\\b");
    private static final Pattern HIDDEN =
            Pattern.compile("^(?:@\\w+(?:\\([^)]*\\))?\\s+)*(private|protected|static\\s+private)\\b");

    private Symbols() {}

    static Optional<Symbol> lead(FileFacts file) {
        List<Symbol> top = file.outline().symbols().stream()
                .filter(symbol -> symbol.container().isEmpty() && symbol.kind() != SymbolKind.MODULE)
                .toList();
        return top.stream()
                .filter(symbol -> namedLike(symbol, file.path()))
                .findFirst()
                .or(() -> top.stream()
                        .filter(symbol -> symbol.kind() == SymbolKind.TYPE)
                        .max(Comparator.comparingInt(weight(file))))
                .or(() -> top.stream()
                        .filter(symbol -> symbol.kind() == SymbolKind.FUNCTION)
                        .max(Comparator.comparingInt(weight(file))))
                .or(() -> top.stream().findFirst());
    }

    static boolean namedLike(Symbol symbol, SourcePath path) {
        return symbol.name().equalsIgnoreCase(Atlas.stem(path).replaceAll("[_-]", ""))
                || symbol.name().equalsIgnoreCase(Atlas.stem(path));
    }

    /** Declarations at the top beside the chief one, most telling first. */
    static List<Symbol> beside(FileFacts file, Symbol lead) {
        return file.outline().symbols().stream()
                .filter(symbol -> symbol.container().isEmpty() && !symbol.equals(lead) && shown(file, symbol))
                .filter(symbol -> symbol.kind() == SymbolKind.TYPE || symbol.kind() == SymbolKind.FUNCTION)
                .sorted(Comparator.comparingInt(weight(file)).reversed())
                .toList();
    }

    /** The functions of a type that others may call, documented ones first, then in the order of their lines. */
    static List<Symbol> methods(FileFacts file, Symbol type) {
        return members(file, type).stream()
                .filter(symbol -> symbol.kind() == SymbolKind.METHOD || symbol.kind() == SymbolKind.FUNCTION)
                .filter(symbol -> shown(file, symbol) && !symbol.name().equals(type.name()) && telling(symbol))
                .sorted(Comparator.comparing(symbol -> symbol.doc().isBlank()))
                .distinct()
                .toList();
    }

    /** The types that stand inside a type. */
    static List<Symbol> nested(FileFacts file, Symbol type) {
        return members(file, type).stream()
                .filter(symbol -> symbol.kind() == SymbolKind.TYPE && shown(file, symbol))
                .toList();
    }

    static List<Symbol> members(FileFacts file, Symbol type) {
        return file.outline().symbols().stream()
                .filter(symbol -> symbol.container().equals(type.qualifiedName()))
                .toList();
    }

    /** Whether code elsewhere can use it. */
    static boolean shown(FileFacts file, Symbol symbol) {
        return switch (file.language()) {
            case PYTHON, RUBY, PHP -> !symbol.name().startsWith("_");
            case GO -> Character.isUpperCase(symbol.name().charAt(0));
            case RUST -> symbol.signature().startsWith("pub") || symbol.kind() == SymbolKind.METHOD;
            default ->
                !HIDDEN.matcher(symbol.signature()).find() && !symbol.name().startsWith("#");
        };
    }

    /** The key of the phrase for what it is, as in {@code kind.record}. */
    static String kind(Symbol symbol, SourceLanguage language) {
        return switch (symbol.kind()) {
            case FUNCTION -> "kind.function";
            case METHOD -> "kind.method";
            case CONSTANT -> "kind.constant";
            case MODULE -> "kind.module";
            case TYPE -> {
                int name = symbol.signature().indexOf(symbol.name());
                String head = symbol.signature().substring(0, Math.max(0, name));
                Matcher noun = NOUN.matcher(
                        language == SourceLanguage.GO ? symbol.signature().replaceFirst("^type\\s+\\S+", "") : head);
                yield noun.find() ? "kind." + noun.group(1).replace("@interface", "annotation") : "kind.type";
            }
        };
    }

    /** Whether it makes a value of the type around it, and is called like it. */
    static boolean constructs(Symbol symbol) {
        String container = symbol.container();
        return (!container.isEmpty()
                        && container.substring(container.lastIndexOf('.') + 1).equals(symbol.name()))
                || symbol.name().matches("__init__|constructor|__construct");
    }

    private static boolean telling(Symbol symbol) {
        return !List.of(
                        "equals",
                        "hashCode",
                        "toString",
                        "main",
                        "__repr__",
                        "__str__",
                        "__eq__",
                        "__init__",
                        "constructor",
                        "close")
                .contains(symbol.name());
    }

    private static java.util.function.ToIntFunction<Symbol> weight(FileFacts file) {
        return symbol -> (symbol.doc().isBlank() ? 0 : 40)
                + (shown(file, symbol) ? 30 : 0)
                + (symbol.kind() == SymbolKind.TYPE ? 10 : 0)
                + Math.min(20, symbol.lines().length() / 5);
    }
}
