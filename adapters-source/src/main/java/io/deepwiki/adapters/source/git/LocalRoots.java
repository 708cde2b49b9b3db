package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The folders of this machine that the operator lets people read, compared as real paths: no link leads out of them. */
final class LocalRoots {
    private final Supplier<List<Path>> roots;

    /** The roots are asked for anew each time, for they may change while the service runs. */
    LocalRoots(Supplier<List<Path>> roots) {
        this.roots = roots;
    }

    /** The real path of a folder under a root. Outside of the roots nothing is told, not even whether it exists. */
    Path allowed(String typed) {
        List<Path> real = roots.get().stream().map(LocalRoots::real).toList();
        Path path = parse(typed);
        Path folder = real(path);
        if (!within(real, folder)) {
            throw notAllowed(typed);
        }
        if (!Files.isDirectory(folder)) {
            throw new FailureException(
                    new Failure.NotFound("repository_not_found", "There is no folder " + typed + " on this machine."));
        }
        return folder;
    }

    /** Whether a real path lies under a root, or is one. */
    boolean contains(Path path) {
        return within(roots.get().stream().map(LocalRoots::real).toList(), real(path));
    }

    private static boolean within(List<Path> roots, Path path) {
        return roots.stream().anyMatch(path::startsWith);
    }

    private static Path parse(String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException _) {
            throw GitFailures.invalid("path_not_allowed", "repo_url", "This is not a path of this machine.");
        }
    }

    /** Of a path that does not exist, the real path of what exists of it, and the rest. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException _) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    private static FailureException notAllowed(String typed) {
        return GitFailures.invalid(
                "path_not_allowed",
                "repo_url",
                "The folder " + typed
                        + " is not under an allowed root: add it to DEEPWIKI_LOCAL_ROOTS, or run './deepwiki wiki "
                        + typed + "' once on that machine.");
    }
}
