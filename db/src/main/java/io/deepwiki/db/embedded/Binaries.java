package io.deepwiki.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs with pgvector among their extensions, unpacked into a folder. */
final class Binaries {
    private static final String VERSION = "17.11.0-vector-0.8.0";
    private static final String SUMS = "/pgvector/SHA256SUMS";
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path home;

    private Binaries(Path home) {
        this.home = home;
    }

    /** A program, as in {@code pg_ctl}. */
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Unpacks them below the folder, unless they are there. Whole or not at all: they are unpacked beside, and moved. */
    static Binaries unpacked(Path folder) {
        try {
            Path home = folder.resolve("postgresql-" + VERSION + "-" + fingerprint() + "-"
                    + platform().name());
            if (!Files.isDirectory(home)) {
                Files.createDirectories(folder);
                FolderLock.holding(
                        folder.resolve("unpack.lock"), () -> Files.isDirectory(home) ? home : unpackedTo(home));
            }
            return new Binaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL could not be unpacked into " + folder, e);
        }
    }

    private static Path unpackedTo(Path home) throws IOException {
        Path beside = home.resolveSibling("unpacking");
        OwnerOnly.deleteAll(beside); // of somebody who was killed
        Files.createDirectory(beside);
        unpack(beside);
        addVector(beside);
        return Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of our parts: another build of them goes to another folder. */
    private static String fingerprint() throws IOException {
        try (InputStream in = resource(SUMS)) {
            return HexFormat.of().formatHex(sha256().digest(in.readAllBytes()), 0, 4);
        }
    }

    private static void unpack(Path folder) throws IOException {
        String archive = "/postgres-" + platform().archive() + ".txz";
        try (InputStream resource = resource(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(resource))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry of the archive leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(tar, target);
            if ((entry.getMode() & 0b001_000_000) != 0) {
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
    }

    private static void addVector(Path home) throws IOException {
        Map<String, String> sums = checksums();
        Path libraries = Files.isDirectory(home.resolve("lib/postgresql"))
                ? home.resolve("lib/postgresql")
                : home.resolve("lib");
        Path share = Files.isDirectory(home.resolve("share/postgresql"))
                ? home.resolve("share/postgresql")
                : home.resolve("share");
        copyChecked(platform().name() + "/vector.so", libraries.resolve("vector.so"), sums);
        copyChecked("vector.control", share.resolve("extension/vector.control"), sums);
        copyChecked("vector--0.8.0.sql", share.resolve("extension/vector--0.8.0.sql"), sums);
    }

    private static void copyChecked(String name, Path target, Map<String, String> sums) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(resource("/pgvector/" + name), digest)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sums.get(name))) {
            throw new IOException("the checksum of " + name + " is not the one it was built with");
        }
    }

    /** The lines of {@code SHA256SUMS}: by name. */
    static Map<String, String> checksums() throws IOException {
        try (InputStream in = resource(SUMS)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines()
                    .map(line -> line.split("\\s+"))
                    .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the embedded PostgreSQL is not part of this build: " + name);
        }
        return in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Platform platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (os.contains("linux") && Set.of("amd64", "x86_64").contains(cpu)) {
            return new Platform("linux-amd64", "linux-x86_64");
        }
        if (os.contains("linux") && Set.of("aarch64", "arm64").contains(cpu)) {
            return new Platform("linux-arm64", "linux-arm_64");
        }
        throw new IllegalStateException("There is no embedded PostgreSQL for " + os + " on " + cpu
                + ": set DEEPWIKI_DATABASE_URL to a PostgreSQL with pgvector.");
    }

    /** An operating system and processor, in our words and in those of the archive. */
    private record Platform(String name, String archive) {}
}
