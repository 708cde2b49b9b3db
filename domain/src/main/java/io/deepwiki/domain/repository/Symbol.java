package io.deepwiki.domain.repository;

/**
 * Something that a file declares.
 *
 * @param name the simple name, as in {@code claim}
 * @param container the names around it joined by dots, as in {@code WorkQueue.Lease}; empty at the top
 * @param signature the declaration's head on one line, at most 200 characters
 * @param doc the first sentence of its documentation comment, without comment marks; empty if there is none
 * @param lines from the declaration's first line (its documentation and annotations included) to its last
 */
public record Symbol(SymbolKind kind, String name, String container, String signature, String doc, LineRange lines) {
    public Symbol {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a symbol has a name");
        }
    }

    /** The name with what is around it, as in {@code WorkQueue.claim}. */
    public String qualifiedName() {
        return container.isEmpty() ? name : container + "." + name;
    }
}
