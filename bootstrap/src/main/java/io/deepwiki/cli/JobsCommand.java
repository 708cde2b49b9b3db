package io.deepwiki.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Jobs: lists them, or does what its subcommands say. */
@Command(
        name = "jobs",
        description = "List the jobs, look at one, follow it, or tell it what to do.",
        footer = ExitCode.EXPLAINED)
final class JobsCommand implements Callable<Integer> {
    private final Surroundings here;

    JobsCommand(Surroundings here) {
        this.here = here;
    }

    /** With everything that can be done with jobs. */
    static CommandLine line(Surroundings here) {
        CommandLine line = new CommandLine(new JobsCommand(here))
                .addSubcommand(new JobsListCommand(here))
                .addSubcommand(new JobsShowCommand(here))
                .addSubcommand(new JobsWatchCommand(here));
        for (Steering steering : Steering.values()) {
            CommandLine command = new CommandLine(new JobsSteerCommand(here, steering));
            command.getCommandSpec().usageMessage().description(steering.meaning());
            line.addSubcommand(steering.word(), command);
        }
        return line.addSubcommand(new JobsRetryCommand(here));
    }

    @Override
    public Integer call() {
        return new JobsListCommand(here).call();
    }

    /** The service, which must run already: without it no job does. */
    static Service service(Surroundings here) {
        return new ServiceFinder(here)
                .running()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NO_SERVICE,
                        "No service runs, so no job does. Start it: "
                                + here.shipped().command() + " up"));
    }
}
