package io.deepwiki.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The folders under which local repositories may be read, one absolute path a line; the command line adds to it, the service reads it anew each time. */
public record LocalRootsFile(Path path) {
    /** The folders; lines that are not absolute paths are passed over. */
    public List<Path> read() {
        try {
            return Files.readAllLines(path).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("/"))
                    .map(Path::of)
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** Adds a folder unless it is there already, itself or a folder above it. */
    public void add(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (read().stream().anyMatch(absolute::startsWith)) {
            return;
        }
        try {
            Files.writeString(path, absolute + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }
}
