package io.deepwiki.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a job that is over go on with what is not done. */
@Command(
        name = "retry",
        description = "Go on with a job that failed, was cancelled or is only partly complete; what is done stays.",
        footer = ExitCode.EXPLAINED)
final class JobsRetryCommand implements Callable<Integer> {
    @Mixin
    JobOptions job = new JobOptions();

    @Option(names = "--page", paramLabel = "PAGE", description = "Only this page, by its id or its slug.")
    @Nullable
    String page;

    @Mixin
    TokenOptions token = new TokenOptions();

    private final Surroundings here;

    JobsRetryCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ApiJson.Access access = new ApiJson.Access(token.token(here).orElse(null));
        ServiceApi api = JobsCommand.service(here).api();
        String id = job.id(api);
        if (page == null) {
            api.command(id, "retry", access);
        } else {
            api.retryPage(id, page, access);
        }
        here.terminal()
                .result("Job " + id + " goes on. To follow it: "
                        + here.shipped().command() + " jobs watch " + id);
        return ExitCode.FINE;
    }
}
