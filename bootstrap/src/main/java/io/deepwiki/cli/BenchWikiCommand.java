package io.deepwiki.cli;

import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.PageQuality;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a wiki anew and measures it: how long each phase took, and how well its pages are grounded in the code. */
@Command(
        name = "wiki",
        description = "Write a wiki anew; print how long it took and how well its citations hold, as Markdown.",
        footer = ExitCode.EXPLAINED)
final class BenchWikiCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<repository>", description = "As for the command wiki.")
    String repository = "";

    @Option(names = "--concise", description = "A short wiki of 4 to 6 pages.")
    boolean concise;

    private final Surroundings here;

    BenchWikiCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        RepositoryArgument wanted = RepositoryArgument.of(repository, here.workingFolder());
        Service service = new ServiceFinder(here).runningOrStarted();
        if (wanted instanceof RepositoryArgument.Local local && service.ours()) {
            here.folder().localRoots().add(local.path());
        }
        ServiceApi api = service.api();
        String id = api.submit(ApiJson.Order.anew(wanted.address(), concise)).jobId();
        ApiJson.Job job = new JobWatch(here, service, id).untilOver();
        if (!job.status().equals("completed")) {
            throw new CommandFailure(
                    ExitCode.JOB_NOT_COMPLETE,
                    "The job " + job.status() + ": " + Objects.requireNonNullElse(job.errorMessage(), ""));
        }
        phases(events(api, id)).forEach((phase, took) -> row(phase, seconds(took)));
        grounding(api, ApiJson.wikiOf(api.wikis(), job));
        return ExitCode.FINE;
    }

    private static List<ApiJson.ProgressLine> events(ServiceApi api, String job) {
        try (var lines = api.following().progress(job, OptionalLong.of(0))) {
            List<ApiJson.ProgressLine> events = new ArrayList<>();
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                events.add(line.get());
            }
            return events;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_SERVICE, "The service broke off: " + e.getMessage(), e);
        }
    }

    /** From the first line of a phase to the first of the next. The stream opens with the state as it is now, which is the last. */
    private static Map<String, Duration> phases(List<ApiJson.ProgressLine> events) {
        Map<String, Instant> begun = new LinkedHashMap<>();
        for (ApiJson.ProgressLine event : events.subList(1, events.size())) {
            if (event.status() != null && event.at() != null) {
                begun.putIfAbsent(event.status(), Instant.parse(event.at()));
            }
        }
        Map<String, Duration> phases = new LinkedHashMap<>();
        List<Map.Entry<String, Instant>> order = List.copyOf(begun.entrySet());
        for (int i = 0; i + 1 < order.size(); i++) {
            Duration took =
                    Duration.between(order.get(i).getValue(), order.get(i + 1).getValue());
            phases.put(order.get(i).getKey().replace('_', ' '), took);
        }
        return phases;
    }

    private void grounding(ServiceApi api, ApiJson.ListedWiki listed) {
        List<PageQuality> pages = new ArrayList<>();
        for (ApiJson.Page page :
                Objects.requireNonNullElse(api.wiki(listed.id()).pages(), List.<ApiJson.Page>of())) {
            String content =
                    Objects.requireNonNullElse(api.page(listed.id(), page.id()).content(), "");
            pages.add(PageQuality.of(content, citation -> lines(api, listed.id(), citation)));
        }
        int citations = pages.stream().mapToInt(PageQuality::citations).sum();
        row("commit", Objects.requireNonNullElse(listed.commit(), ""));
        row("pages", Integer.toString(pages.size()));
        row(
                "diagrams",
                Integer.toString(pages.stream().mapToInt(PageQuality::diagrams).sum()));
        row(
                "files cited by a page, at least",
                Integer.toString(
                        pages.stream().mapToInt(PageQuality::files).min().orElse(0)));
        row("citations", Integer.toString(citations));
        row(
                "that resolve",
                percent(pages.stream().mapToInt(PageQuality::resolved).sum(), citations));
        row(
                "that name what stands in their lines",
                percent(pages.stream().mapToInt(PageQuality::naming).sum(), citations));
    }

    private static Optional<String> lines(ServiceApi api, String wiki, Citation citation) {
        int first = citation.lines().first();
        int last = citation.lines().last();
        return api.lines(wiki, citation.path().value(), first, last)
                .filter(lines -> lines.startLine() == first && lines.endLine() == last)
                .map(ApiJson.Lines::content);
    }

    private void row(String what, String value) {
        here.terminal().result("| " + what + " | " + value + " |");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
    }
}
