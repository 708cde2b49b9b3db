package io.deepwiki.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a question about a repository and prints the answer as it comes, its sources after it. */
@Command(
        name = "ask",
        description = "Ask a question about a repository; the answer streams, Ctrl-C stops it.",
        footer = ExitCode.EXPLAINED)
final class AskCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "<repository>",
            description = "An address like https://host/owner/name, owner/name at GitHub, or a folder.")
    String repository = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "<question>", description = "The question.")
    List<String> question = List.of();

    @Option(names = "--branch", description = "Branch to read; the repository's default one otherwise.")
    @Nullable
    String branch;

    @Option(names = "--language", paramLabel = "CODE", description = "Language of the answer, as in en, de, ja.")
    @Nullable
    String language;

    @Option(names = "--provider", description = "Provider of the language model.")
    @Nullable
    String provider;

    @Option(names = "--model", description = "The language model.")
    @Nullable
    String model;

    @Option(names = "--file", paramLabel = "PATH", description = "A file of the repository that the question is about.")
    @Nullable
    String file;

    @Mixin
    TokenOptions token = new TokenOptions();

    private final Surroundings here;
    private final Set<String> sources = new LinkedHashSet<>();

    AskCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        RepositoryArgument wanted = RepositoryArgument.of(repository, here.workingFolder());
        var asked = new ApiJson.Question(
                wanted.address(),
                List.of(new ApiJson.Message("user", String.join(" ", question))),
                provider,
                model,
                language,
                branch,
                file,
                token.token(here).orElse(null));
        Service service = new ServiceFinder(here).runningOrStarted();
        if (wanted instanceof RepositoryArgument.Local local && service.ours()) {
            here.folder().localRoots().add(local.path());
        }
        try (InputStream stream = service.api().ask(asked);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (print(ApiJson.read(line, ApiJson.AnswerLine.class))) {
                    return ExitCode.FINE;
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_SERVICE, "The service at " + service.api().base() + " broke off: " + e.getMessage(), e);
        }
        throw new CommandFailure(ExitCode.FAILED, "The answer ended before it was whole: ask again.");
    }

    /** Whether the answer is whole. */
    private boolean print(ApiJson.AnswerLine line) {
        switch (Objects.requireNonNullElse(line.type(), "")) {
            case "delta" -> {
                here.terminal().out().print(Objects.requireNonNullElse(line.text(), ""));
                here.terminal().out().flush();
            }
            case "sources" -> remember(line);
            case "notice" -> here.terminal().note(Objects.requireNonNullElse(line.message(), ""));
            case "error" ->
                throw new CommandFailure(
                        ExitCode.FAILED, "\n" + Objects.requireNonNullElse(line.message(), "The answer failed."));
            case "done" -> {
                printSources();
                return true;
            }
            default -> {
                // meta, usage, heartbeat and what later versions add: nothing to print.
            }
        }
        return false;
    }

    private void remember(ApiJson.AnswerLine line) {
        if (line.passages() != null) {
            for (ApiJson.Passage passage : line.passages()) {
                String symbol = passage.symbol() == null || passage.symbol().isBlank() ? "" : "  " + passage.symbol();
                sources.add(passage.path() + ":" + passage.startLine() + "-" + passage.endLine() + symbol);
            }
        }
    }

    private void printSources() {
        here.terminal().out().println();
        if (!sources.isEmpty()) {
            here.terminal().result("\nSources:");
            sources.forEach(source -> here.terminal().result("  " + source));
        }
    }
}
