package io.deepwiki.domain.repository;

import java.util.List;

/**
 * What syntax tells of a file: what it declares, in the order of its lines, and what it imports, as it is written there
 * (the name or path alone: {@code java.util.List}, {@code ./store}, {@code stdio.h}).
 *
 * @param packageName the package or namespace that the file declares; empty if there is none
 */
public record FileOutline(String packageName, List<Symbol> symbols, List<String> imports) {
    /** The outline of a file that is not code, or could not be parsed. */
    public static final FileOutline EMPTY = new FileOutline("", List.of(), List.of());

    public FileOutline {
        symbols = List.copyOf(symbols);
        imports = List.copyOf(imports);
    }
}
