package io.deepwiki.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds everything the service keeps on disk; nobody but its owner may look into it.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes the folder and its parts, where they are missing, and closes it to others.
     *
     * @throws UncheckedIOException if it cannot be made, with a sentence for people
     */
    public void create() {
        try {
            Files.createDirectories(root);
            if (!Files.getPosixFilePermissions(root, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)
                    && !Files.isSymbolicLink(root)) {
                Files.setPosixFilePermissions(root, OWNER_ONLY);
            }
            for (Path part : List.of(repositories(), logs())) {
                Files.createDirectories(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + root + " cannot be made or written to", e);
        }
    }

    /** Where the embedded PostgreSQL lives. */
    public Path postgres() {
        return root.resolve("pg");
    }

    /** A cache of fetched repositories; may be lost. */
    public Path repositories() {
        return root.resolve("repositories");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What the background service writes; rotates. */
    public Path serviceLog() {
        return logs().resolve("deepwiki.log");
    }

    /** What the background service's JVM says by itself, before and beside the log. */
    public Path outputLog() {
        return logs().resolve("output.log");
    }

    public KeyFile apiKey() {
        return new KeyFile(root.resolve("api-key"));
    }

    public KeyFile secretKey() {
        return new KeyFile(root.resolve("secret.key"));
    }

    public ServiceFile service() {
        return new ServiceFile(root.resolve("service.json"));
    }

    public LocalRootsFile localRoots() {
        return new LocalRootsFile(root.resolve("local-roots"));
    }

    /** Being the instance that people find; empty if another process is it. */
    public Optional<MainInstance> claimMain() {
        return MainInstance.claim(root.resolve("main.lock"));
    }

    /** Locked by whoever is just starting the background service. */
    public Path startLock() {
        return root.resolve("start.lock");
    }
}
