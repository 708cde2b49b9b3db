package io.deepwiki.cli;

import io.deepwiki.cli.ServiceRunner.LogTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the service in the foreground, until Ctrl-C. */
@Command(name = "up", description = "Run the service in the foreground, until Ctrl-C.", footer = ExitCode.EXPLAINED)
final class UpCommand implements Callable<Integer> {
    private final Surroundings here;
    private final ServiceRunner runner;

    UpCommand(Surroundings here, ServiceRunner runner) {
        this.here = here;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        runner.run(here.settings().get(), LogTarget.CONSOLE);
        return ExitCode.FINE;
    }
}
