package io.deepwiki.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a job to its end. */
@Command(
        name = "watch",
        description = {
            "Follow a job to its end; Ctrl-C leaves it alone.",
            "A lost connection is taken up where it broke, for up to two minutes."
        },
        footer = ExitCode.EXPLAINED)
final class JobsWatchCommand implements Callable<Integer> {
    @Mixin
    JobOptions job = new JobOptions();

    private final Surroundings here;

    JobsWatchCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Service service = JobsCommand.service(here);
        String id = job.id(service.api());
        ApiJson.Job ended = new JobWatch(here, service, id).untilOver();
        Terminal terminal = here.terminal();
        if (ended.status().equals("completed")) {
            terminal.result("Job " + id + " is completed: " + ended.completedPages() + " pages.");
            return ExitCode.FINE;
        }
        String why = Objects.requireNonNullElse(ended.errorMessage(), "");
        terminal.result("Job " + id + " is " + ended.status().replace('_', ' ') + ": " + ended.completedPages() + " of "
                + ended.totalPages() + " pages." + (why.isEmpty() ? "" : " " + why));
        return ExitCode.JOB_NOT_COMPLETE;
    }
}
