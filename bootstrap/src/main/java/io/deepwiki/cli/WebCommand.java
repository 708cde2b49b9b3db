package io.deepwiki.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the web listener alone, in front of an API elsewhere, until Ctrl-C. */
@Command(
        name = "web",
        description = {
            "Run the web UI alone, in front of the API at SERVER_BASE_URL, until Ctrl-C.",
            "It asks that API with DEEPWIKI_FRONTEND_API_KEY and needs no database. (up serves the web UI too.)"
        },
        footer = ExitCode.EXPLAINED)
final class WebCommand implements Callable<Integer> {
    private final Surroundings here;
    private final WebRunner runner;

    WebCommand(Surroundings here, WebRunner runner) {
        this.here = here;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        runner.run(here.settings().get());
        return ExitCode.FINE;
    }
}
