package io.deepwiki.cli;

import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.RetrievalQuality;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks questions whose answers are known, and measures how well and how fast they are found. */
@Command(
        name = "retrieval",
        description = "Search for what a set of questions asks; print how much of it is found, as Markdown.",
        footer = ExitCode.EXPLAINED)
final class BenchRetrievalCommand implements Callable<Integer> {
    private static final int PASSAGES = 20;
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Parameters(
            paramLabel = "<set.jsonl>",
            description = "A question a line: {\"repo_url\": \"…\", \"query\": \"…\", \"files\": [\"path\", …]}.")
    Path set = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "URL=PLACE",
            description =
                    "Where a repository of the set is read from instead: a folder, or another address. May be given several times.")
    Map<String, String> places = new LinkedHashMap<>();

    private final Surroundings here;

    BenchRetrievalCommand(Surroundings here) {
        this.here = here;
    }

    /** What one search brought, and how long it took. */
    private record Measured(RetrievalQuality quality, Duration took) {}

    @Override
    public Integer call() {
        RetrievalSet questions = RetrievalSet.read(here.workingFolder().resolve(set));
        Service service = new ServiceFinder(here).runningOrStarted();
        Map<String, String> addresses = new LinkedHashMap<>();
        questions
                .questions()
                .forEach(question -> addresses.computeIfAbsent(question.repository(), url -> address(url, service)));
        addresses.values().forEach(address -> service.api().retrieval(address, "What is this?", 1));
        awaitVectors(service.api());
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (RetrievalSet.Question question : questions.questions()) {
            String address = Objects.requireNonNull(addresses.get(question.repository()));
            measured.computeIfAbsent(question.repository(), _ -> new ArrayList<>())
                    .add(measured(service.api(), address, question));
        }
        print(measured);
        return ExitCode.FINE;
    }

    private String address(String url, Service service) {
        RepositoryArgument wanted = RepositoryArgument.of(places.getOrDefault(url, url), here.workingFolder());
        if (wanted instanceof RepositoryArgument.Local local && service.ours()) {
            here.folder().localRoots().add(local.path());
        }
        return wanted.address();
    }

    /** The dense half of the search comes with the vectors; without an embedder, or when it fails, words are measured alone. */
    private void awaitVectors(ServiceApi api) {
        ApiJson.Embedding vectors = api.embedding();
        String told = "";
        while ("working".equals(vectors.state())) {
            String now = "Vectors: " + vectors.embedded() + " of " + vectors.chunks() + " …";
            if (!now.equals(told)) {
                here.terminal().note(now);
            }
            told = now;
            LockSupport.parkNanos(LOOK.toNanos());
            vectors = api.embedding();
        }
        here.terminal().note("Vectors: " + Objects.requireNonNullElse(vectors.state(), "unknown"));
    }

    private Measured measured(ServiceApi api, String address, RetrievalSet.Question question) {
        Instant begun = here.machine().instant();
        ApiJson.Retrieved found = api.retrieval(address, question.query(), PASSAGES);
        Duration took = Duration.between(begun, here.machine().instant());
        List<SourcePath> paths = Objects.requireNonNullElse(found.passages(), List.<ApiJson.Passage>of()).stream()
                .map(passage -> new SourcePath(passage.path()))
                .toList();
        return new Measured(RetrievalQuality.of(paths, question.files()), took);
    }

    private void print(Map<String, List<Measured>> measured) {
        Terminal terminal = here.terminal();
        terminal.result("| repository | questions | recall@5 | recall@10 | MRR | p50 | p95 |");
        terminal.result("|---|---|---|---|---|---|---|");
        measured.forEach((repository, searches) -> terminal.result(row(repository, searches)));
        terminal.result(
                row("all", measured.values().stream().flatMap(List::stream).toList()));
    }

    private static String row(String name, List<Measured> searches) {
        RetrievalQuality mean =
                RetrievalQuality.mean(searches.stream().map(Measured::quality).toList());
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %d ms | %d ms |",
                name,
                searches.size(),
                mean.recallAt5(),
                mean.recallAt10(),
                mean.reciprocalRank(),
                millis(searches, 0.5),
                millis(searches, 0.95));
    }

    /** The time that this share of the searches did not exceed. */
    private static long millis(List<Measured> searches, double share) {
        List<Duration> sorted = searches.stream().map(Measured::took).sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toMillis();
    }
}
