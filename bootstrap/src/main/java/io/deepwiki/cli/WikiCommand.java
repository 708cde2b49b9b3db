package io.deepwiki.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the wiki of a repository: submits the job, shows its progress, and says where to read the result. */
@Command(
        name = "wiki",
        description = "Write the wiki of a repository, and say where to read it.",
        footer = ExitCode.EXPLAINED)
final class WikiCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "<repository>",
            description = "An address like https://host/owner/name, owner/name at GitHub, or a folder.")
    String repository = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write the pages as Markdown files into this folder.")
    @Nullable
    Path out;

    @Option(names = "--branch", description = "Branch to read; the repository's default one otherwise.")
    @Nullable
    String branch;

    @Option(names = "--pages", paramLabel = "N", description = "How many pages you wish for, 1 to 40.")
    @Nullable
    Integer pages;

    @Option(names = "--concise", description = "A short wiki of 4 to 6 pages.")
    boolean concise;

    @Option(names = "--language", paramLabel = "CODE", description = "Language of the wiki, as in en, de, ja.")
    @Nullable
    String language;

    @Option(names = "--provider", description = "Provider of the language model.")
    @Nullable
    String provider;

    @Option(names = "--model", description = "The language model.")
    @Nullable
    String model;

    @Option(names = "--force", description = "Write it again even if nothing has changed.")
    boolean force;

    @Option(names = "--refresh", description = "Write only the pages whose sources have changed, and keep the others.")
    boolean refresh;

    @Option(names = "--detach", description = "Do not wait for the job to end.")
    boolean detach;

    @Mixin
    FilterOptions filter = new FilterOptions();

    @Mixin
    TokenOptions token = new TokenOptions();

    private final Surroundings here;

    WikiCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (pages != null && (pages < 1 || pages > 40)) {
            throw new CommandFailure(ExitCode.USAGE, "--pages must be 1 to 40.");
        }
        if (force && refresh) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--force writes every page, --refresh only what has changed: leave out one of them.");
        }
        RepositoryArgument wanted = RepositoryArgument.of(repository, here.workingFolder());
        Optional<String> secret = token.token(here);
        Service service = new ServiceFinder(here).runningOrStarted();
        if (wanted instanceof RepositoryArgument.Local local && service.ours()) {
            here.folder().localRoots().add(local.path());
        }
        ApiJson.Submitted submitted = service.api().submit(order(wanted, secret));
        ApiJson.Job job = service.api().job(submitted.jobId());
        if (submitted.existing() && JobWatch.over(job.status())) {
            here.terminal().note("Nothing has changed since commit " + shortCommit(job) + ": the wiki is up to date.");
            return finished(service, job);
        }
        here.terminal()
                .note((submitted.existing() ? "Following job " : "Job ") + job.id() + " for " + wanted.address());
        if (detach) {
            here.terminal().result(job.id());
            return ExitCode.FINE;
        }
        ApiJson.Job over = watched(service, job);
        if (refresh) {
            RefreshReport.of(service.api(), job.id()).lines().forEach(here.terminal()::note);
        }
        return finished(service, over);
    }

    private ApiJson.Order order(RepositoryArgument wanted, Optional<String> secret) {
        return new ApiJson.Order(
                wanted.address(),
                secret.orElse(null),
                branch,
                provider,
                model,
                language,
                !concise,
                pages,
                force,
                refresh,
                filter.includeDirs,
                filter.excludeDirs,
                filter.includeFiles,
                filter.excludeFiles);
    }

    private ApiJson.Job watched(Service service, ApiJson.Job job) {
        Machine machine = here.machine();
        try (var _ = machine.atEnd(() -> sayThatItGoesOn(job))) {
            return new JobWatch(here, service, job.id()).untilOver();
        }
    }

    private void sayThatItGoesOn(ApiJson.Job job) {
        here.terminal()
                .note("\nThe job goes on in the background. To follow it again: " + command() + " wiki " + repository
                        + "\nTo cancel it: " + command() + " jobs cancel " + job.id());
    }

    private int finished(Service service, ApiJson.Job job) {
        switch (job.status()) {
            case "completed", "partially_completed" -> sayWhereToRead(service, job);
            default -> {
                String why = Objects.requireNonNullElse(job.errorMessage(), "no reason was given");
                here.terminal().note("The job " + job.status() + ": " + why);
                return ExitCode.JOB_NOT_COMPLETE;
            }
        }
        if (job.status().equals("completed")) {
            return ExitCode.FINE;
        }
        here.terminal()
                .note(job.failedPages() + " of " + job.totalPages() + " pages could not be written; " + command()
                        + " jobs retry " + job.id() + " tries them again.");
        return ExitCode.JOB_NOT_COMPLETE;
    }

    private void sayWhereToRead(Service service, ApiJson.Job job) {
        ApiJson.ListedWiki wiki = ApiJson.wikiOf(service.api().wikis(), job);
        Terminal terminal = here.terminal();
        terminal.result("Wiki: " + Objects.requireNonNullElse(wiki.title(), repository) + " (" + job.completedPages()
                + " pages, commit " + shortCommit(job) + ")");
        if (out != null) {
            Path folder = here.workingFolder().resolve(out).normalize();
            int written = new WikiFolder(folder).write(service.api(), wiki.id());
            terminal.result("Markdown: " + folder.resolve("README.md") + " (" + written + " pages)");
        }
        terminal.result("Ask: " + command() + " ask " + repository + " \"How does it start?\"");
        service.web().ifPresent(web -> terminal.result("Read it: " + web + "/wiki/" + wiki.id()));
    }

    private String command() {
        return here.shipped().command();
    }

    private static String shortCommit(ApiJson.Job job) {
        String commit = Objects.requireNonNullElse(job.commit(), "unknown");
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
