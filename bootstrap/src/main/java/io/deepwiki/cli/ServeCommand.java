package io.deepwiki.cli;

import io.deepwiki.cli.ServiceRunner.LogTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the service for the command line that started it in the background: its log goes to the data folder. */
@Command(name = "serve", hidden = true, description = "Run the service in the background.", footer = ExitCode.EXPLAINED)
final class ServeCommand implements Callable<Integer> {
    private final Surroundings here;
    private final ServiceRunner runner;

    ServeCommand(Surroundings here, ServiceRunner runner) {
        this.here = here;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        runner.run(here.settings().get(), LogTarget.FILE);
        return ExitCode.FINE;
    }
}
