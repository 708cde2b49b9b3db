package io.deepwiki.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows a job to its end; a connection that breaks is opened again where it broke. */
final class JobWatch {
    private static final Set<String> OVER = Set.of("completed", "partially_completed", "failed", "cancelled");
    private static final int TRIES = 30;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final ServiceApi api;
    private final String job;
    private final ProgressDisplay display;
    private long seen = -1;

    JobWatch(ServiceApi api, String job, ProgressDisplay display) {
        this.api = api;
        this.job = job;
        this.display = display;
    }

    static boolean over(String status) {
        return OVER.contains(status);
    }

    /** Returns the job when it is over. */
    ApiJson.Job untilOver() {
        int failures = 0;
        while (failures < TRIES) {
            long before = seen;
            boolean over = follow();
            ApiJson.Job now = over || failures > 0 ? look() : null;
            if (now != null && over(now.status())) {
                display.end();
                return now;
            }
            failures = seen > before ? 1 : failures + 1;
            pause();
        }
        throw new CommandFailure(
                ExitCode.NO_SERVICE,
                "The service at " + api.base() + " does not answer any more; the job goes on when it is back.");
    }

    /** Whether the last line said that the job is over; a stream that breaks after it has told all. */
    private boolean follow() {
        boolean over = false;
        OptionalLong after = seen < 0 ? OptionalLong.empty() : OptionalLong.of(seen);
        try (InputStream stream = api.progress(job, after);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ApiJson.ProgressLine progress = ApiJson.read(line, ApiJson.ProgressLine.class);
                if (progress.status() != null) {
                    seen = Math.max(seen, progress.seq());
                    over = over(progress.status());
                    display.show(progress);
                }
            }
        } catch (IOException _) {
            return over;
        }
        return over;
    }

    private ApiJson.@org.jspecify.annotations.Nullable Job look() {
        try {
            return api.job(job);
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NO_SERVICE) {
                return null;
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
        }
    }
}
