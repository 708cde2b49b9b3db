package io.deepwiki.domain.repository;

/** What a symbol is. */
public enum SymbolKind {
    TYPE,
    FUNCTION,
    METHOD,
    CONSTANT,
    MODULE
}
