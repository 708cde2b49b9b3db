package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.LineRange;

/**
 * A piece of a file that is searched and shown as one: a member of a type, a section of a document, a block of lines.
 *
 * @param ordinal its place in the file, from 0
 * @param symbol the qualified name of the declaration it belongs to; empty if there is none
 * @param header what it is, in words: path, file name in words, symbols, signature, first sentence of documentation; searched with the text
 * @param text the lines themselves, without the last line's end
 * @param contentHash SHA-256 of header and text, in hexadecimal: equal chunks share what is derived from them
 */
public record Chunk(int ordinal, String symbol, LineRange lines, String header, String text, String contentHash) {}
