package io.deepwiki.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file by which the command line finds the service. It may be out of date after a crash: what it says must be proven. */
public record ServiceFile(Path path) {
    /** What was written last; empty if nothing runs, or if what stands there makes no sense. */
    public Optional<RunningService> read() {
        try {
            return ServiceJson.read(Files.readString(path));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** Replaces the file as a whole: no reader sees half of it. */
    public void write(RunningService service) {
        try {
            Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), ".service", "");
            Files.writeString(draft, ServiceJson.write(service));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** Removes the file, if it is still about the process {@code pid}. */
    public void forget(long pid) {
        try {
            if (read().filter(service -> service.pid() == pid).isPresent()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed", e);
        }
    }
}
