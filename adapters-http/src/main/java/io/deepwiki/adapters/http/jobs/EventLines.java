package io.deepwiki.adapters.http.jobs;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.adapters.http.stream.ReaderWatch;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.jobs.JobEvent;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** The progress of a job as lines of JSON, with a sign of life in silence; closed after the line of a state that is terminal. */
final class EventLines {
    private final Feed<JobEvent> events;
    private final Duration heartbeat;

    EventLines(Feed<JobEvent> events, Duration heartbeat) {
        this.events = events;
        this.heartbeat = heartbeat;
    }

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        response.header(HeaderNames.create("X-Accel-Buffering"), "no");
        ReaderWatch.write(response, () -> {}, this::write);
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        while (!events.ended()) {
            Optional<JobEvent> event = events.next(heartbeat);
            out.write(event.isPresent() ? Json.line(JobJson.Event.of(event.get())) : Json.line(new JobJson.Heartbeat(true)));
            out.flush();
        }
    }
}
