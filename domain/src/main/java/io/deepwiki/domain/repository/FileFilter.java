package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which files of a repository count: includes narrow, excludes remove. Patterns are globs ({@code *.min.js}, {@code **}{@code /gen/**});
 * a pattern without a slash matches a name anywhere, a directory's pattern matches everything below it. A leading {@code ./} and a
 * trailing {@code /} change nothing; a leading {@code /} ties a pattern to the root. {@code *} and {@code ?} stay within a name, {@code **}
 * crosses directories, {@code [a-c]} and {@code {a,b}} choose. Letters count as they are written.
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

    /** Whether a file counts. For many files, {@link #admitting} reads the patterns once. */
    public boolean admits(SourcePath path) {
        return isEmpty() || admitting().test(path);
    }

    /** This filter with its patterns compiled, to be asked of many files. */
    public Predicate<SourcePath> admitting() {
        List<PathPattern> dirsIn = compiled(includedDirs);
        List<PathPattern> filesIn = compiled(includedFiles);
        List<PathPattern> dirsOut = compiled(excludedDirs);
        List<PathPattern> filesOut = compiled(excludedFiles);
        boolean everything = dirsIn.isEmpty() && filesIn.isEmpty();
        return path -> (everything || matches(path, dirsIn, filesIn)) && !matches(path, dirsOut, filesOut);
    }

    /**
     * Reads patterns as clients write them: separated by newline or comma (outside of braces), each percent-decoded.
     * What is not a valid escape stays as it is.
     */
    public static List<String> patterns(String text) {
        List<String> patterns = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '\n' || (c == ',' && depth <= 0)) {
                add(text.substring(start, i), patterns);
                start = i + 1;
                depth = 0;
            }
        }
        return List.copyOf(patterns);
    }

    private static void add(String written, List<String> patterns) {
        for (String pattern : PercentEncoding.decode(written).split("\n", -1)) {
            if (!pattern.isBlank()) {
                patterns.add(pattern.strip());
            }
        }
    }

    private static List<PathPattern> compiled(List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> !pattern.isBlank())
                .map(PathPattern::of)
                .toList();
    }

    private static boolean matches(SourcePath path, List<PathPattern> dirs, List<PathPattern> files) {
        return dirs.stream().anyMatch(pattern -> pattern.matchesDirectoryOf(path))
                || files.stream().anyMatch(pattern -> pattern.matchesFile(path));
    }
}
