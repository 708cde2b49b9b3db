package io.deepwiki.domain.repository;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        includedDirs = tidy(includedDirs);
        includedFiles = tidy(includedFiles);
        excludedDirs = tidy(excludedDirs);
        excludedFiles = tidy(excludedFiles);
    }

    /** Whether nothing is filtered. */
    public boolean isEmpty() {
        return includedDirs.isEmpty() && includedFiles.isEmpty() && excludedDirs.isEmpty() && excludedFiles.isEmpty();
    }

    /** Whether a file counts. */
    public boolean admits(SourcePath path) {
        if (isEmpty()) {
            return true;
        }
        boolean narrowed = !includedDirs.isEmpty() || !includedFiles.isEmpty();
        boolean included = !narrowed || below(includedDirs, path) || named(includedFiles, path);
        return included && !below(excludedDirs, path) && !named(excludedFiles, path);
    }

    /** The patterns of a text that separates them by commas or new lines, percent-decoded; text that is not so encoded is taken as it is. */
    public static List<String> patterns(String text) {
        return Arrays.stream(text.split("[,\\n]"))
                .map(FileFilter::decoded)
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    private static String decoded(String pattern) {
        try {
            return pattern.indexOf('%') < 0 ? pattern : URLDecoder.decode(pattern.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return pattern;
        }
    }

    private static List<String> tidy(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.strip().replaceAll("^(\\./)+|/+$", ""))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    private static boolean named(List<String> globs, SourcePath path) {
        return globs.stream()
                .anyMatch(glob -> new Glob(glob).matches(glob.contains("/") ? path.value() : path.fileName()));
    }

    /** A directory matches when the path of one of the file's parents does, or its name if the pattern has no slash. */
    private static boolean below(List<String> globs, SourcePath path) {
        if (globs.isEmpty()) {
            return false;
        }
        String parent = path.directory();
        while (!parent.isEmpty()) {
            String whole = parent;
            String name = parent.substring(parent.lastIndexOf('/') + 1);
            if (globs.stream().anyMatch(glob -> new Glob(glob).matches(glob.contains("/") ? whole : name))) {
                return true;
            }
            parent = parent.contains("/") ? parent.substring(0, parent.lastIndexOf('/')) : "";
        }
        return false;
    }
}
