package io.deepwiki.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one job with its pages. */
@Command(name = "show", description = "Show a job and its pages.", footer = ExitCode.EXPLAINED)
final class JobsShowCommand implements Callable<Integer> {
    private static final int SHORT_COMMIT = 10;

    @Mixin
    JobOptions job = new JobOptions();

    @Option(names = "--json", description = "Print what the service says, as JSON.")
    boolean json;

    private final Surroundings here;

    JobsShowCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ServiceApi api = JobsCommand.service(here).api();
        String text = api.detailsText(job.id(api));
        if (json) {
            here.terminal().result(text);
        } else {
            ApiJson.JobDetails details = ApiJson.read(text, ApiJson.JobDetails.class);
            print(details.job());
            print(Objects.requireNonNullElse(details.pages(), List.<ApiJson.JobPage>of()));
        }
        return ExitCode.FINE;
    }

    private void print(ApiJson.Job shown) {
        field("Job", shown.id());
        field("Repository", shown.repoUrl());
        field("Branch", shown.branch());
        field("Commit", shown.commit() == null ? null : shorter(shown.commit()));
        field("Wiki", shown.language() + (shown.comprehensive() ? "" : ", concise") + by(shown));
        field("Status", shown.status() + ", " + shown.progressPercent() + "%");
        if (shown.totalPages() > 0) {
            String failed = shown.failedPages() == 0 ? "" : ", " + shown.failedPages() + " failed";
            field("Pages", shown.completedPages() + " of " + shown.totalPages() + failed);
        }
        field("Time left", shown.timeLeftMs() == null ? null : ProgressDisplay.range(shown.timeLeftMs()));
        field("Tokens", shown.totalTokensUsed() == 0 ? null : Long.toString(shown.totalTokensUsed()));
        field("Created", shown.createdAt());
        field("Started", shown.startedAt());
        field("Ended", shown.completedAt());
        field("Error", shown.errorMessage());
    }

    private static String by(ApiJson.Job shown) {
        return shown.provider() == null ? "" : ", by " + shown.provider() + "/" + shown.model();
    }

    private static String shorter(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }

    private void print(List<ApiJson.JobPage> pages) {
        for (ApiJson.JobPage page : pages) {
            String tries = page.retryCount() == 0 ? "" : "  tried " + page.retryCount() + " times in vain";
            String error = page.lastError() == null ? "" : ": " + page.lastError();
            here.terminal()
                    .result("  %-16s  %s  (%s)%s%s"
                            .formatted(page.status(), page.title(), page.pageId(), tries, error));
        }
    }

    private void field(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            here.terminal().result("%-10s  %s".formatted(name, value));
        }
    }
}
