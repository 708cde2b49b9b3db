package io.deepwiki.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what measures the product on somebody's own repositories. */
@Command(name = "bench", description = "Measure the product on a repository of yours.", footer = ExitCode.EXPLAINED)
final class BenchCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Measure what?");
    }
}
