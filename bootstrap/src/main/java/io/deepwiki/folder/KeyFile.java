package io.deepwiki.folder;

import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A file with one key in it, 64 hexadecimal digits, made once and readable by its owner only. */
public record KeyFile(Path path) {
    private static final int BYTES = 32;

    /** The key, if it has been made. */
    public Optional<Secret> read() {
        try {
            String key = Files.readString(path).strip();
            if (key.isEmpty()) {
                throw new IllegalStateException(
                        "The key file " + path + " is empty: remove it, and a new key is made.");
            }
            return Optional.of(new Secret(key));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + path + " cannot be read", e);
        }
    }

    /** The key; made first if there is none. When several processes come at once, all get the same one. */
    public Secret readOrMake(SecureRandom random) {
        return read().orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            make(HexFormat.of().formatHex(bytes));
            return read().orElseThrow();
        });
    }

    /** A link appears whole or not at all, and never in place of another process's file. */
    private void make(String key) {
        try {
            Path draft = Files.createTempFile(
                    path.toAbsolutePath().getParent(),
                    ".key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, key + "\n");
                Files.createLink(path, draft);
            } catch (FileAlreadyExistsException _) {
                // Another process was first: its key is read.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + path + " cannot be made", e);
        }
    }
}
