package io.deepwiki.application.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void every_failure_tells_people_its_own_sentence() {
        List<Failure> failures = List.of(
                new Failure.Rejected("c", "Because."),
                Failure.Invalid.field("c", "f", "Because."),
                new Failure.Forbidden("c", "Because."),
                new Failure.NotFound("c", "Because."),
                new Failure.Gone("Because."),
                new Failure.Conflict("c", "Because."),
                new Failure.TooLarge("c", "Because."),
                new Failure.OutOfRange("Because."),
                new Failure.TooMany("Because.", Duration.ZERO),
                new Failure.Unavailable("c", "Because.", Optional.empty()),
                new Failure.BadUpstream("c", "Because."),
                new Failure.UpstreamTimedOut("c", "Because."));
        assertThat(failures)
                .allSatisfy(failure -> assertThat(Sentences.of(failure)).isEqualTo("Because."));
        assertThat(Sentences.of(new Failure.Unauthorized())).contains("API key");
    }
}
