package io.deepwiki.application.wiki;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SnapshotId;

/**
 * What a wiki is written from, and in which language.
 *
 * @param name what people call the repository, {@code owner/name}
 */
public record WikiSource(SnapshotId snapshot, String name, FileFilter filter, Language language) {}
