package io.deepwiki.domain.repository;

/**
 * What is known of one file of a snapshot without reading it.
 *
 * @param lines how many lines it has
 */
public record FileFacts(SourcePath path, SourceLanguage language, FileKind kind, int lines, FileOutline outline) {}
