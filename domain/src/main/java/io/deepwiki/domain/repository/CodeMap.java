package io.deepwiki.domain.repository;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The structure of a repository at a commit, measured from its own declarations and imports: its modules and their sizes, who imports
 * whom, where it starts, and which types are used most.
 *
 * @param modules largest first; a module is a directory that a person would name when asked what the repository consists of
 * @param entryPoints files that start something: a main function, a server, a command
 * @param readme the text of the README at the root; empty if there is none
 */
public record CodeMap(
        List<Module> modules,
        List<Dependency> dependencies,
        List<FileFacts> files,
        List<FileLink> links,
        List<SourcePath> entryPoints,
        List<Referenced> mostReferenced,
        String readme) {
    /** A directory with its code.
     *
     * @param directory its path; empty for the root
     * @param share its part of all lines of code, 0 to 1
     */
    public record Module(String name, String directory, int files, int lines, double share) {}

    /** One module imports another, {@code count} times. */
    public record Dependency(String from, String to, int count) {}

    /** One file imports another. */
    public record FileLink(SourcePath from, SourcePath to) {}

    /** A type and how many other files import its file. */
    public record Referenced(Symbol symbol, SourcePath path, int importers) {}

    public CodeMap {
        modules = List.copyOf(modules);
        dependencies = List.copyOf(dependencies);
        files = List.copyOf(files);
        links = List.copyOf(links);
        entryPoints = List.copyOf(entryPoints);
        mostReferenced = List.copyOf(mostReferenced);
    }

    /**
     * Measures a repository.
     *
     * @param files what is known of every file; the order does not matter
     */
    public static CodeMap of(List<FileFacts> files, String readme) {
        return new CodeMapper(files).map(readme);
    }

    /** How many lines a file has; empty for one that is not on the map. Fast for many files. */
    public Function<SourcePath, OptionalInt> linesOfFile() {
        Map<SourcePath, Integer> lines = files.stream().collect(Collectors.toMap(FileFacts::path, FileFacts::lines));
        return path -> lines.containsKey(path) ? OptionalInt.of(lines.get(path)) : OptionalInt.empty();
    }

    /** The module that a file belongs to: the one with the longest directory around it; empty for a file of none. */
    public Optional<Module> moduleOf(SourcePath path) {
        return modules.stream()
                .filter(module -> module.directory().isEmpty() || path.value().startsWith(module.directory() + "/"))
                .max(Comparator.comparingInt(module -> module.directory().length()));
    }
}
