package io.deepwiki.cli;

import io.deepwiki.folder.RunningService;
import io.deepwiki.folder.ServiceFile;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the service that works on this data folder. */
@Command(name = "down", description = "Stop the service.", footer = ExitCode.EXPLAINED)
final class DownCommand implements Callable<Integer> {
    private final Surroundings here;

    DownCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ServiceFile file = here.folder().service();
        Optional<RunningService> card = file.read();
        Optional<ProcessHandle> process = card.flatMap(ServiceProcess::of);
        if (process.isEmpty()) {
            card.ifPresent(stale -> file.forget(stale.pid()));
            here.terminal().result("No service runs.");
            return ExitCode.FINE;
        }
        long pid = process.get().pid();
        here.terminal().note("Stopping the service (process " + pid + ") …");
        if (!ServiceProcess.stop(process.get(), ServiceFinder.STOP_PATIENCE)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Process " + pid + " has not ended after " + ServiceFinder.STOP_PATIENCE.toSeconds()
                            + " s; its log is in " + here.folder().logs());
        }
        file.forget(pid);
        here.terminal().result("Stopped. Jobs that were running go on with the next start.");
        return ExitCode.FINE;
    }
}
