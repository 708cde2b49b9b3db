package io.deepwiki.cli;

import io.deepwiki.Settings;
import io.deepwiki.folder.ShippedFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a command is given here: a terminal that nobody sits at, whose words can be read, and settings from an environment. */
final class ScriptedTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String typed;

    /** @param typed what comes in */
    ScriptedTerminal(String typed) {
        this.typed = typed;
    }

    /** The surroundings of one command; what was said before is forgotten. */
    Surroundings surroundings(Map<String, String> environment, Path folder, Machine machine) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Surroundings(
                () -> Settings.read(environment, folder),
                environment,
                folder,
                terminal,
                new ShippedFolder(folder.resolve("deepwiki.jar"), "1", "b1", "bin/dw"),
                machine);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
