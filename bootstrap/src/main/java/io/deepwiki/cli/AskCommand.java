package io.deepwiki.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a question about a repository and prints the answer as it comes, its sources after it. */
@Command(
        name = "ask",
        description = {
            "Ask a question about a repository; the answer streams, Ctrl-C stops it, a research too.",
            "A lost connection is taken up where it broke, for up to two minutes."
        },
        footer = ExitCode.EXPLAINED)
final class AskCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "<repository>",
            description = "An address like https://host/owner/name, owner/name at GitHub, or a folder.")
    String repository = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "<question>", description = "The question.")
    List<String> question = List.of();

    @Option(
            names = "--research",
            description =
                    "Look into it in several stages, each with a search of its own; the service goes through them.")
    boolean research;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also write the answer into this file; with --research, its report as Markdown.")
    @Nullable
    Path out;

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

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description = "A file that the question is about, from the repository's root or from here.")
    @Nullable
    String file;

    @Mixin
    FilterOptions filter = new FilterOptions();

    @Mixin
    TokenOptions token = new TokenOptions();

    private final Surroundings here;

    AskCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        check();
        RepositoryArgument wanted = RepositoryArgument.of(repository, here.workingFolder());
        ApiJson.Question asked = asked(wanted);
        Service service = new ServiceFinder(here).runningOrStarted();
        if (wanted instanceof RepositoryArgument.Local local && service.ours()) {
            here.folder().localRoots().add(local.path());
        }
        AnswerWatch watch = new AnswerWatch(here, service, asked);
        watch.untilWhole();
        printSources(watch.sources());
        if (out != null) {
            save(research ? watch.report().getBytes(StandardCharsets.UTF_8) : watch.text(), place(out));
        }
        return ExitCode.FINE;
    }

    private ApiJson.Question asked(RepositoryArgument wanted) {
        return new ApiJson.Question(
                wanted.address(),
                List.of(new ApiJson.Message("user", String.join(" ", question))),
                provider,
                model,
                language,
                branch,
                file == null ? null : wanted.file(file, here.workingFolder()),
                token.token(here).orElse(null),
                research ? "server" : null,
                filter.includeDirs,
                filter.excludeDirs,
                filter.includeFiles,
                filter.excludeFiles);
    }

    /** An answer may take long: what is wrong with its file, too, is told before. */
    private void check() {
        if (String.join(" ", question).isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "The question is empty: what do you want to know?");
        }
        if (out != null && Files.isDirectory(place(out))) {
            throw new CommandFailure(ExitCode.USAGE, "--out must be a file, and " + out + " is a folder.");
        }
    }

    private Path place(Path file) {
        return here.workingFolder().resolve(file).normalize();
    }

    private void printSources(List<String> sources) {
        here.terminal().out().println();
        if (!sources.isEmpty()) {
            here.terminal().result("\nSources:");
            sources.forEach(source -> here.terminal().result("  " + source));
        }
    }

    private void save(byte[] text, Path place) {
        try {
            Path folder = place.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(place, text);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The answer cannot be written to " + place + ": " + e.getMessage(), e);
        }
        here.terminal().note((research ? "Report: " : "Answer: ") + place);
    }
}
