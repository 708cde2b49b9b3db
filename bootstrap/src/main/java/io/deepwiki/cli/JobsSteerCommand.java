package io.deepwiki.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells a job one word: pause, resume, cancel, delete. What the job refuses is told in the service's words. */
@Command(footer = ExitCode.EXPLAINED)
final class JobsSteerCommand implements Callable<Integer> {
    @Mixin
    JobOptions job = new JobOptions();

    private final Surroundings here;
    private final Steering steering;

    JobsSteerCommand(Surroundings here, Steering steering) {
        this.here = here;
        this.steering = steering;
    }

    @Override
    public Integer call() {
        ServiceApi api = JobsCommand.service(here).api();
        String id = job.id(api);
        steering.tell(api, id);
        here.terminal().result("Job " + id + " " + steering.done() + ".");
        return ExitCode.FINE;
    }
}
