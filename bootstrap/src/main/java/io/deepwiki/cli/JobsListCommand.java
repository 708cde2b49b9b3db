package io.deepwiki.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists jobs, the newest first. */
@Command(name = "list", description = "List jobs, the newest first.", footer = ExitCode.EXPLAINED)
final class JobsListCommand implements Callable<Integer> {
    private static final String ROW = "%-36s  %-20s  %4s  %7s  %s";
    private static final int MOST = 100;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only jobs of this status, as in generating_pages, paused, failed.")
    @Nullable
    String status;

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100; 20 unless you say so.")
    int limit = 20;

    @Option(names = "--json", description = "Print what the service says, as JSON.")
    boolean json;

    private final Surroundings here;

    JobsListCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new CommandFailure(ExitCode.USAGE, "--limit must be 1 to " + MOST + ".");
        }
        String text = JobsCommand.service(here).api().jobsText(Optional.ofNullable(status), limit);
        if (json) {
            here.terminal().result(text);
        } else {
            print(ApiJson.read(text, ApiJson.JobList.class));
        }
        return ExitCode.FINE;
    }

    private void print(ApiJson.JobList list) {
        Terminal terminal = here.terminal();
        if (list.jobs().isEmpty()) {
            terminal.result(status == null ? "There are no jobs." : "There are no jobs of the status " + status + ".");
            return;
        }
        terminal.result(ROW.formatted("JOB", "STATUS", "DONE", "PAGES", "REPOSITORY"));
        list.jobs().forEach(job -> terminal.result(row(job)));
        if (list.total() > list.jobs().size()) {
            terminal.note(list.jobs().size() + " of " + list.total() + " jobs; --limit shows more.");
        }
    }

    private static String row(ApiJson.Job job) {
        String pages = job.totalPages() == 0 ? "-" : job.completedPages() + "/" + job.totalPages();
        String branch = job.branch() == null ? "" : " (" + job.branch() + ")";
        return ROW.formatted(job.id(), job.status(), job.progressPercent() + "%", pages, job.repoUrl() + branch);
    }
}
