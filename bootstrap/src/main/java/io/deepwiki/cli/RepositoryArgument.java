package io.deepwiki.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a person wrote as the repository: an address, {@code owner/name} at GitHub, or a folder. */
sealed interface RepositoryArgument {
    Pattern SHORTHAND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+");

    /** What the service is told. */
    String address();

    /**
     * A file of it as the service is told of it, by its path from the root; people name it from where they are, too.
     *
     * @param written as a person wrote it
     */
    default String file(String written, Path workingFolder) {
        String plain = RepositoryArgument.path(written, Path.of("")).toString();
        return plain.isEmpty() ? written : plain;
    }

    /** An address, sent as it is: the service judges it. */
    record Remote(String address) implements RepositoryArgument {}

    /** A folder of this machine: the root of the work tree that it lies in. */
    record Local(Path path) implements RepositoryArgument {
        @Override
        public String address() {
            return path.toString();
        }

        @Override
        public String file(String written, Path workingFolder) {
            Path here = RepositoryArgument.path(written, real(workingFolder));
            return here.startsWith(path) && Files.isRegularFile(here)
                    ? path.relativize(here).toString()
                    : RepositoryArgument.super.file(written, workingFolder);
        }
    }

    static RepositoryArgument of(String written, Path workingFolder) {
        if (written.contains("://")) {
            return new Remote(written);
        }
        Path path = path(written, workingFolder);
        boolean folder = Files.isDirectory(path);
        if (!folder && !written.startsWith(".") && SHORTHAND.matcher(written).matches()) {
            return new Remote("https://github.com/" + written);
        }
        if (!folder) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    written
                            + " is neither a folder, nor an address like https://host/owner/name, nor owner/name at GitHub.");
        }
        return new Local(rootOf(path));
    }

    private static Path path(String written, Path workingFolder) {
        try {
            return workingFolder.resolve(written).normalize();
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.FAILED, "This is not a path: " + e.getReason(), e);
        }
    }

    private static Path rootOf(Path folder) {
        Path real = real(folder);
        for (Path each = real; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return each;
            }
        }
        return real;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
