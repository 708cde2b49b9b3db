package io.deepwiki.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a repository is read. */
final class FilterOptions {
    @Option(names = "--include-dir", paramLabel = "PATTERN", description = "Only folders that match; may be repeated.")
    @Nullable
    List<String> includeDirs;

    @Option(
            names = "--exclude-dir",
            paramLabel = "PATTERN",
            description = "Leave out folders that match; may be repeated.")
    @Nullable
    List<String> excludeDirs;

    @Option(names = "--include-file", paramLabel = "PATTERN", description = "Only files that match; may be repeated.")
    @Nullable
    List<String> includeFiles;

    @Option(
            names = "--exclude-file",
            paramLabel = "PATTERN",
            description = "Leave out files that match; may be repeated.")
    @Nullable
    List<String> excludeFiles;
}
