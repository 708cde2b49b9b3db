package io.deepwiki.adapters.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.http.Watchdogs;
import io.deepwiki.adapters.llm.wire.WireServer.Script;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** Asks a provider on loopback, and looks at how it answers or fails. */
abstract class WireTest {
    protected static final String KEY = WireDialect.KEY.reveal();
    static final String QUESTION = "What does the canary sing?";
    static final Duration GRACE = Duration.ofSeconds(2);
    protected static final Budgets PATIENT =
            new Budgets(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    static final Budgets SHORT =
            new Budgets(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(2));

    final WireDialect dialect;
    final Answers answers;
    final List<String> pieces = new ArrayList<>();

    WireTest(WireDialect dialect) {
        this.dialect = dialect;
        this.answers = new Answers(dialect.type());
    }

    /** Whatever happened on the wire, nothing of the call is left. */
    @AfterEach
    void nothing_is_left() {
        pieces.clear();
        await("no watchdog is left", () -> Watchdogs.onWatch() == 0);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** A whole answer of these pieces. */
    final String answer(String... texts) {
        StringBuilder events = new StringBuilder(dialect.begin());
        for (String text : texts) {
            events.append(dialect.piece(text));
        }
        return events.append(dialect.stop(dialect.whole())).toString();
    }

    /** An answer that has begun. */
    final String begun(String text) {
        return dialect.begin() + dialect.piece(text);
    }

    /** Asks, and looks at how it fails. */
    protected final void fails(String name, Script script, Budgets budgets, ModelFailure failure) throws IOException {
        try (Eavesdropper log = new Eavesdropper();
                WireServer server = new WireServer(script)) {
            long begun = System.nanoTime();
            ModelException thrown = thrown(model(server, budgets));
            assertThat(thrown.failure()).as(name).isEqualTo(failure);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(budgets.whole().plus(GRACE));
            assertThat(server.requests())
                    .as("asked once: retries have another owner")
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(everything(thrown) + log.heard()).doesNotContain(KEY, QUESTION);
            await("no connection is left", () -> server.connections() == 0);
        }
    }

    /** Asks another offer, which fails before anything is sent. */
    protected final void fails(BiFunction<WireServer, Upstreams, Offer> other, ModelFailure failure)
            throws IOException {
        try (Eavesdropper log = new Eavesdropper();
                WireServer server = new WireServer(wire -> wire.hang())) {
            Offer offer = other.apply(server, upstreams(PATIENT));
            ModelException thrown = thrown(offer.models().apply("some-model").orElseThrow());
            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(everything(thrown) + log.heard()).doesNotContain(KEY, QUESTION);
            assertThat(server.requests()).isEmpty();
        }
    }

    private ModelException thrown(ChatModel model) {
        ModelException thrown = catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), pieces::add));
        return Objects.requireNonNull(thrown, "a success");
    }

    /** All messages, also of causes and of what was suppressed. */
    private static String everything(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /** How it fails if the connection ends like this once the first piece has been passed on: an end may overtake what was not read yet. */
    protected final ModelFailure failureAfterFirstPiece(String before, Script end) throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        Script script = wire -> {
            wire.send(before);
            opened(first);
            end.play(wire);
        };
        try (WireServer server = new WireServer(script)) {
            ChatModel model = model(server, PATIENT);
            return catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), _ -> first.countDown()))
                    .failure();
        }
    }

    protected final ChatModel model(WireServer server, Budgets budgets) {
        return dialect.offer(server, upstreams(budgets))
                .models()
                .apply("some-model")
                .orElseThrow();
    }

    final Upstreams upstreams(Budgets budgets) {
        return new Upstreams(budgets, () -> Instant.EPOCH);
    }

    static Script hang(String after) {
        return wire -> wire.send(after).hang();
    }

    /** A question that must be nowhere but in the request. */
    protected static Prompt prompt() {
        return new Prompt(
                new Prompt.Answer(QUESTION, List.of(), List.of()),
                "o/r",
                Language.ENGLISH,
                List.of(),
                CodeMap.of(List.of(), ""));
    }

    static void opened(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the piece was not passed on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
