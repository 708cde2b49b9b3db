package io.deepwiki.domain.repository;

import java.util.List;

/**
 * Which files of a repository count: includes narrow, excludes remove. Patterns are globs ({@code *.min.js}, {@code **}{@code /gen/**});
 * a pattern without a slash matches a name anywhere, a directory's pattern matches everything below it.
 */
public record FileFilter(
        List<String> includedDirs, List<String> includedFiles, List<String> excludedDirs, List<String> excludedFiles) {
    /** Lets every file through. */
    public static final FileFilter NONE = new FileFilter(List.of(), List.of(), List.of(), List.of());

    public FileFilter {
        includedDirs = List.copyOf(includedDirs);
        includedFiles = List.copyOf(includedFiles);
        excludedDirs = List.copyOf(excludedDirs);
        excludedFiles = List.copyOf(excludedFiles);
    }

    /** Whether nothing is filtered. */
    public boolean isEmpty() {
        return includedDirs.isEmpty() && includedFiles.isEmpty() && excludedDirs.isEmpty() && excludedFiles.isEmpty();
    }
}
