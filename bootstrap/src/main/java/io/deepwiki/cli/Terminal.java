package io.deepwiki.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the command line reads and writes: results go out, everything else goes to {@code err}.
 *
 * @param live whether {@code err} is a screen that can be drawn on
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean live) {
    /** The terminal that the process was started from. */
    public static Terminal ofProcess() {
        boolean live = screen().isPresent() && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.in, utf8(System.out), utf8(System.err), live);
    }

    private static Optional<Console> screen() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    void result(String line) {
        out.println(line);
    }

    void note(String line) {
        err.println(line);
    }

    /** Reads a secret: without echo from a screen, else the first line of the input. */
    Optional<String> secret(String prompt) {
        if (live && screen().isPresent()) {
            return Optional.ofNullable(screen().get().readPassword("%s: ", prompt))
                    .map(typed -> new String(typed).strip());
        }
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return Optional.ofNullable(line).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
