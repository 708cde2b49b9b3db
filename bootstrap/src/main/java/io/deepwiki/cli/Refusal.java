package io.deepwiki.cli;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the service that is none: its status, what it says, and how long it wishes not to be asked again.
 *
 * @param notBefore zero if it does not say
 */
record Refusal(int status, String body, Duration notBefore) {
    static Refusal of(HttpResponse<?> response, String body) {
        Optional<Duration> wait = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new Refusal(response.statusCode(), body, wait.orElse(Duration.ZERO));
    }

    /** It may serve the same request a little later. */
    boolean passing() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** What people are told. */
    CommandFailure failure() {
        ApiJson.Problem problem = body.startsWith("{")
                ? ApiJson.read(body, ApiJson.Problem.class)
                : new ApiJson.Problem(null, null, null);
        String detail = Objects.requireNonNullElse(problem.detail(), "The service answered " + status + ".");
        String fields = problem.errors() == null
                ? ""
                : problem.errors().stream()
                        .filter(error -> !detail.equals(error.message()))
                        .map(error -> "\n  " + error.field() + ": " + error.message())
                        .collect(Collectors.joining());
        String key = status == 401 ? "\nThe key of this service is needed in DEEPWIKI_FRONTEND_API_KEY." : "";
        return new CommandFailure(ExitCode.FAILED, detail + fields + key + missing(problem.code()) + advice(notBefore));
    }

    /** What is set for one command does not reach a service that runs already. */
    private static String missing(@Nullable String code) {
        return "provider_not_configured".equals(code)
                ? "\nThe service that runs was started without it: deepwiki down ends it, then try again with it set."
                : "";
    }

    /** The advice to wait; empty for no time. */
    static String advice(Duration wait) {
        return wait.isZero() ? "" : "\nTry again in " + Math.ceilDiv(wait.toMillis(), 1000) + " s.";
    }
}
