package io.deepwiki.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Follows a job to its end; a connection that breaks is opened again where it broke, to a service that was restarted elsewhere too. */
final class JobWatch {
    private static final Set<String> OVER = Set.of("completed", "partially_completed", "failed", "cancelled");
    private static final Duration UNTIL_ANOTHER_SERVES = Duration.ofSeconds(1);

    private final SteadyService service;
    private final String job;
    private final ProgressDisplay display;
    private OptionalLong seen = OptionalLong.empty();

    JobWatch(Surroundings here, Service service, String job) {
        this.service = new SteadyService(here, service);
        this.job = job;
        this.display = new ProgressDisplay(here.terminal(), here.machine());
    }

    static boolean over(String status) {
        return OVER.contains(status);
    }

    /**
     * Returns the job when it is over.
     *
     * @throws CommandFailure if the service stays away
     */
    ApiJson.Job untilOver() {
        ApiJson.Job ended = service.until(api -> followed(api.following()));
        display.end();
        return ended;
    }

    private ApiJson.Job followed(JobApi jobs) throws ConnectionLost {
        try {
            follow(jobs);
        } catch (ConnectionLost e) {
            throw e;
        } catch (IOException e) {
            return endedOr(jobs, jobs.brokenOff(e));
        }
        return endedOr(jobs, lost("The service broke off before the job was over."));
    }

    private void follow(JobApi jobs) throws IOException {
        try (var lines = jobs.progress(job, seen)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                show(line.get());
            }
        }
    }

    private void show(ApiJson.ProgressLine line) throws ConnectionLost {
        if (line.draining()) {
            throw new ConnectionLost(
                    new CommandFailure(
                            ExitCode.NO_SERVICE, "The service was stopped; the job goes on when it runs again."),
                    UNTIL_ANOTHER_SERVES);
        }
        service.progressed();
        if (line.status() != null) {
            seen = OptionalLong.of(Math.max(seen.orElse(0), line.seq()));
            display.show(line);
        }
    }

    /** A stream that breaks behind its last line has told all. */
    private ApiJson.Job endedOr(JobApi jobs, ConnectionLost loss) throws ConnectionLost {
        return Optional.of(jobs.job(job)).filter(now -> over(now.status())).orElseThrow(() -> loss);
    }

    private static ConnectionLost lost(String sentence) {
        return new ConnectionLost(new CommandFailure(ExitCode.NO_SERVICE, sentence));
    }
}
