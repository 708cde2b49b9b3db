package io.deepwiki.domain.repository;

/**
 * Lines of a file, with their text.
 *
 * @param symbol the qualified name of the declaration that they belong to; empty if there is none
 * @param text the lines, without the last line's end
 */
public record Excerpt(SourcePath path, LineRange lines, String symbol, String text) {}
