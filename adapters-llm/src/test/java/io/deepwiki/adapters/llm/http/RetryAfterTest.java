package io.deepwiki.adapters.llm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.llm.http.Classifier.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:07Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30",
                "30.0",
                " 30 ",
                "Fri, 06 Nov 2026 08:49:37 GMT",
                "Friday, 06-Nov-26 08:49:37 GMT",
                "Fri Nov  6 08:49:37 2026"
            })
    void a_wait_is_understood_in_every_form_that_http_has(String header) {
        assertThat(told(header)).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sun Nov 13 08:49:37 1994"
            })
    void a_date_that_is_past_is_no_wait(String header) {
        assertThat(told(header)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "Friday, 06-Nov-2026 08:49:37 GMT", "2026-11-06T08:49:37Z"})
    void what_is_not_understood_is_not_told(String header) {
        assertThat(told(header)).isEmpty();
    }

    private static Optional<Duration> told(String header) {
        Refusal refusal = new Refusal(429, "", name -> Optional.of(header).filter(_ -> name.equals("retry-after")));
        return new RetryAfter(() -> NOW).told(refusal);
    }
}
