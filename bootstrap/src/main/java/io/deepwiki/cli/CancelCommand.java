package io.deepwiki.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels a job that goes on in the background. */
@Command(name = "cancel", description = "Cancel a job that goes on in the background.", footer = ExitCode.EXPLAINED)
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<job>", description = "The id of the job.")
    String job = "";

    private final Surroundings here;

    CancelCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Service service = new ServiceFinder(here)
                .running()
                .orElseThrow(() -> new CommandFailure(ExitCode.NO_SERVICE, "No service runs, so no job does."));
        service.api().cancel(job);
        here.terminal().result("Job " + job + " is cancelled.");
        return ExitCode.FINE;
    }
}
