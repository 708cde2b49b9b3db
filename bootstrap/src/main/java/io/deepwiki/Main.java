package io.deepwiki;

import io.deepwiki.cli.Cli;
import io.deepwiki.cli.Machine;
import io.deepwiki.cli.Surroundings;
import io.deepwiki.cli.Terminal;
import io.deepwiki.folder.ShippedFolder;
import java.nio.file.Path;
import java.util.Map;

/** Where the process begins: hands the environment to the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Path workingFolder = Path.of("").toAbsolutePath();
        ShippedFolder shipped = ShippedFolder.of(Main.class, System.getProperty("deepwiki.command", "./deepwiki"));
        Surroundings here = new Surroundings(
                () -> Settings.read(environment, workingFolder),
                environment,
                workingFolder,
                Terminal.ofProcess(),
                shipped,
                Machine.ofProcess());
        System.exit(new Cli(
                        here,
                        (settings, log) -> Lifecycle.run(settings, log, shipped),
                        WebProcess::run,
                        new ProviderTrials())
                .execute(arguments));
    }
}
