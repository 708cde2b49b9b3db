package io.deepwiki.adapters.http.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.TokenSummary;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EncodedLinesTest {
    private final EncodedLines lines = new EncodedLines();

    @Test
    void a_line_becomes_json_once_for_all_who_watch() {
        JobLine line = line(1, "Begun.");
        byte[] bytes = lines.of(line);
        assertThat(new String(bytes, UTF_8))
                .startsWith("{")
                .contains("\"seq\":1,", "\"message\":\"Begun.\"")
                .endsWith("}\n");
        assertThat(lines.of(line)).isSameAs(bytes);
    }

    @Test
    void another_line_of_the_same_number_says_what_it_says() {
        lines.of(line(1, "Begun."));
        assertThat(new String(lines.of(line(1, "Goes on.")), UTF_8)).contains("Goes on.");
    }

    @Test
    void what_was_told_long_ago_is_forgotten_and_can_be_told_again() {
        JobLine first = line(1, "Begun.");
        byte[] bytes = lines.of(first);
        for (int seq = 2; seq < 5_000; seq++) {
            lines.of(line(seq, "Goes on."));
        }
        assertThat(lines.of(first)).isNotSameAs(bytes).isEqualTo(bytes);
    }

    private static JobLine line(long seq, String message) {
        JobEvent event = new JobEvent(
                new JobId(new UUID(0, 1)),
                seq,
                1,
                Instant.EPOCH,
                new JobState.Waiting(),
                new Progress(0, 0, 0),
                0,
                Happening.of(message),
                TokenSummary.NONE);
        return new JobLine(event, Optional.empty());
    }
}
