package io.deepwiki.domain.jobs;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.Optional;

/**
 * The wiki that somebody asked for. Two open jobs never have equal requests.
 *
 * @param branch the branch that was asked for; empty: the remote's default
 * @param pages the number of pages that was wished for, 1 to 40
 */
public record WikiRequest(
        RepositoryRef repository,
        Optional<String> branch,
        Language language,
        WikiMode mode,
        ModelRef model,
        Optional<Integer> pages,
        FileFilter filter) {}
