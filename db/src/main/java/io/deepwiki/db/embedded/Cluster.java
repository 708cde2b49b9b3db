package io.deepwiki.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What PostgreSQL keeps on disk, and the password for it. Both are there, whole, or neither is: they are made beside, and moved. */
record Cluster(Path data, String password) {
    static final String USER = "deepwiki";
    private static final String MAJOR_VERSION = "17";
    private static final int PASSWORD_BYTES = 32;
    /** The system marks a program whose file is gone. */
    private static final Pattern PROGRAM = Pattern.compile(".*/postgres( \\(deleted\\))?");

    /** The cluster of the folder, made if there is none. */
    static Cluster in(Path folder, Command command, boolean durable) throws IOException {
        Path data = folder.resolve("data");
        Path passwordFile = folder.resolve("password");
        if (!Files.exists(data)) {
            make(folder, command, durable);
        }
        if (!Files.exists(passwordFile)) {
            throw new IllegalStateException("The database in " + data + " has lost its password, the file "
                    + passwordFile + ": put it back, or move " + data + " away to begin anew.");
        }
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new IllegalStateException(
                    "The database in " + data + " is of PostgreSQL " + version + ", and this is " + MAJOR_VERSION
                            + ": use the version that made it, or move it away to begin anew.");
        }
        return new Cluster(data, Files.readString(passwordFile).strip());
    }

    /** The process that the pid file names, if it is a PostgreSQL in this very folder; another may have inherited the number. */
    Optional<Postmaster> postmaster() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Postmaster.named(Files.readAllLines(file)).filter(it -> worksHere(it.process()));
    }

    /** PostgreSQL's processes in this folder. Without a postmaster they are what a killed one left behind. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    /** Forgets a pid file that no PostgreSQL stands behind. The server would not, if another of our processes has got the number since. */
    void forgetPostmaster() throws IOException {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private boolean worksHere(ProcessHandle process) {
        if (!PROGRAM.matcher(process.info().command().orElse("")).matches()) {
            return false;
        }
        try {
            return Files.isSameFile(data, Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException _) {
            return false; // it has ended, or is somebody else's
        }
    }

    private static void make(Path folder, Command command, boolean durable) throws IOException {
        Path data = folder.resolve("data.new");
        Path passwordFile = folder.resolve("password.new");
        OwnerOnly.deleteAll(data);
        OwnerOnly.write(passwordFile, newPassword());
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-U", USER, "-A", "scram-sha-256"));
        arguments.addAll(List.of("--pwfile=" + passwordFile, "-E", "UTF8"));
        arguments.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        command.run("initdb", arguments);
        Files.move(passwordFile, folder.resolve("password"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(data, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "Cluster[" + data + "]";
    }

    /** The server's first process, and its port. */
    record Postmaster(ProcessHandle process, int port) {
        private static final int PORT_LINE = 3;

        /** From the lines of a pid file, which may be written at this moment. */
        static Optional<Postmaster> named(List<String> lines) {
            if (lines.size() <= PORT_LINE || !isNumber(lines.getFirst()) || !isNumber(lines.get(PORT_LINE))) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            long pid = Long.parseLong(lines.getFirst().strip());
            return ProcessHandle.of(pid).map(process -> new Postmaster(process, port));
        }

        private static boolean isNumber(String line) {
            return line.strip().matches("[0-9]{1,9}");
        }
    }
}
