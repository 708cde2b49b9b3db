package io.deepwiki.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says whether the service runs, where, how it is, whether its engine may work, and which jobs it works on. */
@Command(name = "status", description = "Say what runs.", footer = ExitCode.EXPLAINED)
final class StatusCommand implements Callable<Integer> {
    private static final int JOBS = 10;

    private final Surroundings here;

    StatusCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ServiceFinder finder = new ServiceFinder(here);
        Optional<Service> running = finder.running();
        if (running.isEmpty()) {
            here.terminal()
                    .result(here.settings()
                            .get()
                            .url()
                            .map(url -> "No DeepWiki service answers at " + url + " (DEEPWIKI_URL).")
                            .orElseGet(() -> "The service does not run. Start it: "
                                    + here.shipped().command() + " up"));
            return ExitCode.NO_SERVICE;
        }
        Service service = running.get();
        Terminal terminal = here.terminal();
        terminal.result("API       " + service.api().base());
        service.web().ifPresent(web -> terminal.result("Web       " + web));
        if (service.ours()) {
            finder.card()
                    .ifPresent(card -> terminal.result(
                            "Process   " + card.pid() + ", build " + card.build() + otherBuild(card.build())));
            terminal.result("Data      " + here.folder().root());
        }
        service.api().readiness().ifPresent(this::print);
        print(service.api().overview());
        print(service.api().embedding());
        service.api().jobs(JOBS).jobs().forEach(this::print);
        return ExitCode.FINE;
    }

    private String otherBuild(String build) {
        return build.equals(here.shipped().build())
                ? ""
                : " (this command line is build " + here.shipped().build() + ")";
    }

    private void print(ApiJson.Readiness readiness) {
        here.terminal().result("State     " + Objects.requireNonNullElse(readiness.status(), "unknown"));
        Map<String, Object> checks = Objects.requireNonNullElse(readiness.checks(), Map.of());
        checks.forEach((name, state) -> here.terminal().result("  " + name + ": " + state));
    }

    /** The engine is one for all instances: an operator may have paused it by another one. */
    private void print(ApiJson.Overview overview) {
        ApiJson.Engine engine = overview.engine();
        long instances = Objects.requireNonNullElse(overview.instances(), List.<ApiJson.Instance>of()).stream()
                .filter(ApiJson.Instance::alive)
                .count();
        String state = engine.paused()
                ? "paused by an operator since " + engine.pausedSince() + "; POST /api/admin/engine/resume goes on"
                : "works";
        ApiJson.Queue queue = overview.queue();
        here.terminal()
                .result("Engine    %s: %d in hand, %d ready, %d for later, on %d %s"
                        .formatted(
                                state,
                                queue.running(),
                                queue.ready(),
                                queue.later(),
                                instances,
                                instances == 1 ? "instance" : "instances"));
    }

    private void print(ApiJson.Embedding embedding) {
        String failure = embedding.error() == null ? "" : " — " + embedding.error();
        here.terminal()
                .result(
                        "off".equals(embedding.state())
                                ? "Vectors   off: search goes by words alone"
                                : "Vectors   %s: %d of %d chunks, %s%s"
                                        .formatted(
                                                embedding.state(),
                                                embedding.embedded(),
                                                embedding.chunks(),
                                                embedding.model(),
                                                failure));
    }

    private void print(ApiJson.Job job) {
        here.terminal()
                .result("Job       %s  %s  %3d%%  %s"
                        .formatted(job.id(), job.status(), job.progressPercent(), job.repoUrl()));
    }
}
