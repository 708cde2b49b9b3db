package io.deepwiki.adapters.http.jobs;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.application.streaming.Feed;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The progress of a job as lines of JSON, with a sign of life in silence; closed after the line of a state that is terminal, or when the
 * watcher has been told to come back.
 */
final class EventLines {
    private static final byte[] HEARTBEAT = Json.line(new JobJson.Heartbeat(true));
    private static final byte[] DRAINING = Json.line(new JobJson.Draining(true));

    private final Feed<JobLine> lines;
    private final EncodedLines encoded;
    private final BooleanSupplier draining;
    private final Duration heartbeat;

    /** @param draining whether watchers are sent away */
    EventLines(Feed<JobLine> lines, EncodedLines encoded, BooleanSupplier draining, Duration heartbeat) {
        this.lines = lines;
        this.encoded = encoded;
        this.draining = draining;
        this.heartbeat = heartbeat;
    }

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        ReaderWatch.write(response, () -> {}, this::write);
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        while (!lines.ended()) {
            Optional<JobLine> line = lines.next(heartbeat);
            boolean over = line.isEmpty() && draining.getAsBoolean();
            out.write(line.map(encoded::of).orElse(over ? DRAINING : HEARTBEAT));
            out.flush();
            if (over) {
                return;
            }
        }
    }
}
