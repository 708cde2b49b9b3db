package io.deepwiki.adapters.http.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.application.streaming.Feed;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    @Test
    void nothing_is_told_of_a_job_that_is_deleted_while_somebody_watches() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EventLines(new Deleted(), new EncodedLines(), () -> false, Duration.ofSeconds(1)).write(out);
        assertThat(out.toString(UTF_8)).isEqualTo("{\"heartbeat\":true}\n");
    }

    /** Silent for a while, and gone then. */
    private static final class Deleted implements Feed<JobLine> {
        private int asked;

        @Override
        public Optional<JobLine> next(Duration patience) {
            asked++;
            return Optional.empty();
        }

        @Override
        public boolean ended() {
            return asked == 2;
        }

        @Override
        public void close() {}
    }
}
