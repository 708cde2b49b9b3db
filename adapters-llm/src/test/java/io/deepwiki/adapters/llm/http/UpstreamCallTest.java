package io.deepwiki.adapters.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamCallTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Budgets SHORT_CONNECT = new Budgets(Duration.ofMillis(500), LONG, LONG, LONG);
    private static final Budgets PATIENT = new Budgets(LONG, LONG, LONG, LONG);

    @Test
    void an_unknown_host_is_unreachable() {
        assertThat(failure("http://nobody.invalid/v1", PATIENT)).isEqualTo(new Unreachable());
    }

    @Test
    void a_handshake_that_nobody_answers_ends_by_the_budget_of_the_connection() throws Exception {
        try (WireServer mute = new WireServer(_ -> {})) {
            long begun = System.nanoTime();
            assertThat(failure(secure(mute), SHORT_CONNECT)).isEqualTo(new Unreachable());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT_CONNECT.connect().plusSeconds(2));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(mute.left().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest(name = "on a virtual thread: {0}")
    @ValueSource(booleans = {true, false})
    void a_stop_ends_a_handshake_that_nobody_answers(boolean virtual) throws Exception {
        try (WireServer mute = new WireServer(_ -> {})) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Runnable asking = () -> {
                try (UpstreamCall call = open(secure(mute), PATIENT)) {
                    thrown.completeExceptionally(new AssertionError("a success: " + call.status()));
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
            };
            Thread thread = virtual
                    ? Thread.ofVirtual().start(asking)
                    : Thread.ofPlatform().start(asking);
            while (mute.connections() == 0) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertThat(thrown.get(1, TimeUnit.SECONDS)).isInstanceOf(ReaderGone.class);
            assertThat(mute.left().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_head_may_take_longer_than_the_connection() throws IOException {
        CountDownLatch later = new CountDownLatch(1);
        WireServer.Script late = wire -> {
            LockSupport.parkNanos(SHORT_CONNECT.connect().multipliedBy(2).toNanos());
            later.countDown();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        };
        try (WireServer server = new WireServer(late);
                UpstreamCall call = open(server.url().toString(), SHORT_CONNECT)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(later.getCount()).isZero();
        }
    }

    private static String secure(WireServer server) {
        return server.url().toString().replace("http:", "https:");
    }

    private static ModelFailure failure(String url, Budgets budgets) {
        ModelException thrown = catchThrowableOfType(
                ModelException.class, () -> open(url, budgets).close());
        return thrown.failure();
    }

    private static UpstreamCall open(String url, Budgets budgets) {
        HttpRequest request =
                HttpRequest.builder().method(HttpMethod.GET).url(url).build();
        return UpstreamCall.open(new Transport(budgets), request, budgets, new NoWords());
    }

    /** Takes every refusal for one of the key. */
    private static final class NoWords implements Classifier {
        @Override
        public ModelFailure refused(Refusal refusal) {
            return new BadCredentials("KEY");
        }

        @Override
        public Optional<ModelFailure> inStream(String event) {
            return Optional.empty();
        }
    }
}
