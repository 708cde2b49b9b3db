package io.deepwiki.cli;

import io.deepwiki.settings.SettingsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole command line: puts the commands together and turns what goes wrong into a sentence and an exit code. */
@Command(
        name = "deepwiki",
        description = "Turns a Git repository into a cited wiki and answers questions on its code.",
        subcommands = HelpCommand.class,
        footer = ExitCode.EXPLAINED)
public final class Cli implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Surroundings here;
    private final ServiceRunner runner;
    private final WebRunner web;
    private final ModelTrials trials;

    public Cli(Surroundings here, ServiceRunner runner, WebRunner web, ModelTrials trials) {
        this.here = here;
        this.runner = runner;
        this.web = web;
        this.trials = trials;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** Runs one command and returns the exit code of the process. */
    public int execute(String... arguments) {
        CommandLine line = new CommandLine(this);
        List<Object> commands = List.of(
                new WikiCommand(here),
                new AskCommand(here),
                new CancelCommand(here),
                new UpCommand(here, runner),
                new ServeCommand(here, runner),
                new WebCommand(here, web),
                new StatusCommand(here),
                new DownCommand(here),
                new DoctorCommand(here, trials));
        commands.forEach(line::addSubcommand);
        line.addSubcommand(JobsCommand.line(here));
        line.addSubcommand(new CommandLine(new BenchCommand())
                .addSubcommand(new BenchWikiCommand(here))
                .addSubcommand(new BenchRetrievalCommand(here)));
        common(line);
        return line.setOut(new PrintWriter(here.terminal().out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(here.terminal().err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((problem, _, _) -> explain(problem))
                .execute(arguments);
    }

    private void common(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        command.mixinStandardHelpOptions(true);
        IVersionProvider version = () -> new String[] {
            "deepwiki " + here.shipped().version() + " (build " + here.shipped().build() + ")"
        };
        command.versionProvider(version);
        line.setUsageHelpAutoWidth(true);
        line.getSubcommands().values().forEach(this::common);
    }

    private int explain(Exception problem) {
        return switch (problem) {
            case CommandFailure failure -> tell(failure, failure.exitCode());
            case SettingsException settings -> tell(settings, ExitCode.USAGE);
            case UncheckedIOException files -> {
                here.terminal().note(files.getMessage() + " (" + files.getCause() + ")");
                yield ExitCode.FAILED;
            }
            default -> {
                here.terminal().note("This should not have happened; please report it:");
                problem.printStackTrace(here.terminal().err());
                here.terminal().note(String.valueOf(problem.getMessage()));
                yield ExitCode.FAILED;
            }
        };
    }

    private int tell(RuntimeException problem, int exitCode) {
        here.terminal().note(String.valueOf(problem.getMessage()));
        return exitCode;
    }
}
