package io.deepwiki.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server writes down: a file for each day of the week, begun anew when the day comes again. Only what happens to the server itself
 * goes there; statements that fail are told to those who sent them, and their text may be somebody's secret.
 */
final class ServerLog {
    private static final long LIMIT = 10L << 20;
    private static final int LAST_LINES = 5;

    private final Path folder;

    ServerLog(Path folder) {
        this.folder = folder.resolve("log");
    }

    /** Makes the folder, and clears away what has grown too large. */
    void prepare() throws IOException {
        OwnerOnly.directory(folder);
        Files.deleteIfExists(beginning());
        for (Path file : files()) {
            if (Files.size(file) > LIMIT) {
                Files.delete(file);
            }
        }
    }

    /** What the server says before its log is open. */
    Path beginning() {
        return folder.resolve("start.log");
    }

    /** For the server's command line; paths are relative to its data. */
    String options() {
        return String.join(
                " -c ",
                "-c logging_collector=on",
                "log_directory=../log",
                "log_filename=postgresql-%a.log",
                "log_rotation_age=1d",
                "log_rotation_size=0",
                "log_truncate_on_rotation=on",
                "log_min_messages=log",
                "log_min_error_statement=panic",
                "log_checkpoints=off");
    }

    /** The last lines of what was written last. */
    String ending() throws IOException {
        Optional<Path> newest = files().stream().max(Comparator.comparing(ServerLog::changedAt));
        if (newest.isEmpty()) {
            return "";
        }
        List<String> lines = Files.readAllLines(newest.get());
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0); // it has just gone
        }
    }
}
