package io.deepwiki.adapters.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Watchdogs;
import io.deepwiki.adapters.llm.wire.WireServer.Script;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.EmptyAnswer;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.usage.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every provider, whatever comes over its wire: exactly one end, the right one, in time, and nothing left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProviderContract extends WireTest {
    private static final String TEXT = "Größe \ud83d\ude80 日本!";

    protected ProviderContract(WireDialect dialect) {
        super(dialect);
    }

    Stream<Arguments> whole() {
        String odd = answer(TEXT, " and more");
        String after = TEXT + " and more";
        String thoughts = dialect.begin()
                + dialect.thought("hmm")
                + dialect.thought("aha")
                + dialect.piece("Hi")
                + dialect.stop(dialect.whole());
        String pings = dialect.ping()
                + dialect.begin()
                + dialect.ping()
                + dialect.piece("Hi")
                + dialect.ping()
                + dialect.ping()
                + dialect.stop(dialect.whole());
        return Stream.of(
                arguments("plain", answers.stream(odd), after),
                arguments("byte after byte", answers.crumbs(odd), after),
                arguments("chunks of seven bytes", answers.chunked(odd), after),
                arguments("gzip that nobody asked for", answers.gzip(odd), after),
                arguments("carriage returns", answers.stream(odd.replace("\n", "\r\n")), after),
                arguments("signs of life between", answers.stream(pings), "Hi"),
                arguments("reasoning in its own field", answers.stream(thoughts), "Hi"),
                arguments(
                        "thoughts in the text", answers.stream(answer("<th", "ink>hm", "m</think>\\n\\n", "Hi")), "Hi"),
                arguments("two ends", answers.stream(odd + dialect.stop(dialect.whole())), after),
                arguments("more after the end", answers.stream(odd + dialect.ping()), after),
                arguments("the word error in it", answers.stream(answer("an \\\"error\\\": {}")), "an \"error\": {}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void a_whole_answer_is_passed_on_unchanged(String name, Script script, String text) throws IOException {
        try (WireServer server = new WireServer(script)) {
            Reply reply = model(server, PATIENT).reply(prompt(), pieces::add);
            assertThat(String.join("", pieces)).as(name).isEqualTo(text);
            assertThat(reply.reason()).isEqualTo(FinishReason.STOP);
            assertThat(reply.usage().estimated()).isTrue();
            assertThat(reply.usage().prompt()).isPositive();
            await("no connection is left", () -> server.connections() == 0);
        }
    }

    @Test
    void tokens_are_counted_by_the_provider_where_it_does() throws IOException {
        String events = begun("Hi") + dialect.stopWithUsage(dialect.whole(), 12, 3);
        try (WireServer server = new WireServer(answers.stream(events))) {
            assertThat(model(server, PATIENT).reply(prompt(), pieces::add).usage())
                    .isEqualTo(new TokenUsage(12, 3, false));
        }
    }

    @Test
    void an_answer_that_reached_the_limit_says_so() throws IOException {
        try (WireServer server = new WireServer(answers.stream(begun("Hi") + dialect.stop(dialect.limit())))) {
            assertThat(model(server, PATIENT).reply(prompt(), pieces::add).reason())
                    .isEqualTo(FinishReason.LENGTH);
        }
    }

    @Test
    void each_piece_is_passed_on_before_the_next_is_sent() throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        Script oneAtATime = wire -> {
            wire.send(answers.head() + begun("one"));
            opened(first);
            wire.send(dialect.piece("two") + dialect.stop(dialect.whole()));
        };
        try (WireServer server = new WireServer(oneAtATime)) {
            model(server, PATIENT).reply(prompt(), piece -> {
                pieces.add(piece);
                first.countDown();
            });
            assertThat(pieces).containsExactly("one", "two");
        }
    }

    @Test
    void the_request_is_what_the_documentation_wants() throws IOException {
        try (WireServer server = new WireServer(answers.stream(answer("Hi")))) {
            model(server, PATIENT).reply(prompt(), pieces::add);
            String request = server.requests().getFirst();
            String head = request.substring(0, request.indexOf("\r\n\r\n"));
            assertThat(request.lines().findFirst().orElseThrow()).isEqualTo(dialect.requestLine() + " HTTP/1.1");
            assertThat(request).contains(dialect.wanted()).contains(QUESTION);
            assertThat(head.lines().filter(line -> line.contains(KEY)))
                    .hasSize(dialect.keyHeader().isPresent() ? 1 : 0)
                    .allSatisfy(line -> assertThat(line)
                            .isEqualToIgnoringCase(dialect.keyHeader().orElse("")));
            assertThat(request.substring(head.length())).doesNotContain(KEY);
        }
    }

    Stream<Arguments> broken() {
        return Stream.of(
                arguments("cut without an end", answers.stream(begun("Hel")), new CutOff("Hel")),
                arguments(
                        "cut within an event",
                        answers.stream(begun("Hel") + half(dialect.piece("x"))),
                        new CutOff("Hel")),
                arguments("cut before the first piece", answers.stream(dialect.begin()), new CutOff("")),
                arguments("nothing at all", answers.stream(""), new CutOff("")),
                arguments("an end without text", answers.stream(answer()), new EmptyAnswer()),
                arguments("an end with blanks alone", answers.stream(answer(" ", "\\n")), new EmptyAnswer()),
                arguments("thoughts alone", answers.stream(answer("<think>hmm", "</think>\\n")), new EmptyAnswer()),
                arguments("thoughts without an end", answers.stream(answer("<think>hmm", " so")), new EmptyAnswer()),
                arguments(
                        "reasoning alone",
                        answers.stream(dialect.begin() + dialect.thought("hmm") + dialect.stop(dialect.whole())),
                        new EmptyAnswer()),
                arguments("reset before the head", (Script) wire -> wire.reset(), new Unreachable()),
                arguments("no HTTP", (Script) wire -> wire.send("SSH-2.0-OpenSSH_9.2\r\n"), new Unreachable()),
                arguments("a line without end", (Script) answers::endless, new CutOff("")),
                arguments(
                        "HTML with 200", Answers.body("200 OK", "text/html", "<html>Sign in</html>"), new BadRequest()),
                arguments(
                        "HTML that calls itself a stream",
                        answers.stream("<html>\n<body>Sign in</body>\n</html>\n"),
                        dialect.type().contains("json") ? new BadRequest() : new CutOff("")),
                arguments("a redirect", redirect(), new Unreachable()),
                arguments("a bare 500", Answers.body("500 Oops", "text/html", "<html>"), new Overloaded()),
                arguments("a gateway's 502", Answers.body("502 Bad Gateway", "text/html", "<html>"), new Overloaded()),
                arguments("a gateway's 504", Answers.body("504 Time-out", "text/html", "<html>"), new TimedOut()),
                arguments("too large a body", Answers.body("413 Too Large", "text/html", "<html>"), new TooLong()));
    }

    private static Script redirect() {
        return Answers.body("302 Found\r\nLocation: http://127.0.0.1:1/", "text/html", "");
    }

    private static String half(String event) {
        return event.substring(0, event.length() / 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void what_is_not_whole_is_no_success(String name, Script script, ModelFailure failure) throws IOException {
        fails(name, script, PATIENT, failure);
    }

    @Test
    void an_end_without_a_reason_is_no_success() throws IOException {
        fails("no reason", answers.stream(begun("Hel") + dialect.endWithoutReason()), PATIENT, new CutOff("Hel"));
    }

    Stream<Arguments> late() {
        Duration start = SHORT.connect().plus(SHORT.first());
        return Stream.of(
                arguments("a hang before the head", (Script) wire -> wire.hang(), start),
                arguments("a hang before the first token", hang(answers.head()), start),
                arguments("a hang in the middle", hang(answers.head() + begun("Hel")), start.plus(SHORT.idle())),
                arguments("blanks for ever", answers.drip("", "\n"), start),
                arguments("comments for ever", answers.drip("", dialect.ping()), SHORT.whole()),
                arguments(
                        "comments for ever in the middle",
                        answers.drip(begun("Hel"), dialect.ping()),
                        start.plus(SHORT.idle())),
                arguments("an answer without end", answers.drip(begun("Hel"), dialect.piece("lo")), SHORT.whole()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("late")
    void a_hang_ends_by_its_budget(String name, Script script, Duration budget) throws IOException {
        long begun = System.nanoTime();
        fails(name, script, SHORT, new TimedOut());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(budget.plus(GRACE));
    }

    @Test
    void a_hang_in_the_middle_ends_by_its_budget_however_long_the_beginning_may_take() throws IOException {
        Budgets budgets = new Budgets(SHORT.connect(), Duration.ofSeconds(6), SHORT.idle(), Duration.ofSeconds(30));
        long begun = System.nanoTime();
        fails("a hang in the middle", hang(answers.head() + begun("Hel")), budgets, new TimedOut());
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isLessThan(SHORT.idle().plus(GRACE));
    }

    @Test
    void an_answer_that_does_not_stop_ends_at_the_most_that_is_taken() throws Exception {
        Budgets budgets = new Budgets(PATIENT.connect(), PATIENT.first(), Duration.ofSeconds(2), PATIENT.whole());
        String block = dialect.piece("x".repeat(60_000));
        Script script = wire -> {
            wire.send(answers.head() + dialect.begin());
            for (int i = 0; i < 160; i++) {
                wire.send(block);
            }
            wire.hang();
        };
        try (WireServer server = new WireServer(script)) {
            Reply reply = model(server, budgets).reply(prompt(), pieces::add);
            assertThat(String.join("", pieces)).hasSize(8 << 20);
            assertThat(reply.reason()).isEqualTo(FinishReason.LENGTH);
            assertThat(reply.usage().completion()).isPositive();
            assertThat(server.left().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void blanks_that_do_not_stop_end_at_the_most_that_is_taken_too() throws Exception {
        String block = dialect.piece(" ".repeat(60_000));
        Script script = wire -> {
            wire.send(answers.head() + dialect.begin());
            for (int i = 0; i < 160; i++) {
                wire.send(block);
            }
            wire.hang();
        };
        fails("blanks without end", script, PATIENT, new CutOff(""));
        assertThat(String.join("", pieces)).hasSize(8 << 20).isBlank();
    }

    @Test
    void a_model_that_thinks_is_alive() throws IOException {
        Budgets budgets = new Budgets(PATIENT.connect(), PATIENT.first(), Duration.ofMillis(700), PATIENT.whole());
        int times = (int) (2 * budgets.idle().dividedBy(Duration.ofMillis(20)));
        Script thinking = answers.drip(
                dialect.begin(), dialect.thought("hmm"), times, dialect.piece("Hi") + dialect.stop(dialect.whole()));
        try (WireServer server = new WireServer(thinking)) {
            model(server, budgets).reply(prompt(), pieces::add);
            assertThat(pieces).containsExactly("Hi");
        }
    }

    @Test
    void a_question_that_waits_in_a_queue_is_not_given_up_while_the_provider_says_so() throws IOException {
        if (dialect.type().contains("json")) {
            return; // lines of JSON have no comments
        }
        int times = (int) (2 * SHORT.connect().plus(SHORT.first()).dividedBy(Duration.ofMillis(20)));
        Budgets budgets = new Budgets(SHORT.connect(), SHORT.first(), PATIENT.idle(), PATIENT.whole());
        Script queued = answers.drip("", dialect.ping(), times, answer("Hi"));
        try (WireServer server = new WireServer(queued)) {
            model(server, budgets).reply(prompt(), pieces::add);
            assertThat(pieces).containsExactly("Hi");
        }
    }

    Stream<Refused> refusals() {
        return dialect.refusals().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_refusal_is_what_the_documentation_says(Refused refused) throws IOException {
        Script script = Answers.body(refused.status(), refused.type(), refused.body());
        fails(refused.name(), script, PATIENT, refused.failure());
    }

    Stream<Told> told() {
        return dialect.told().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void an_error_in_a_stream_that_began_well_is_a_failure(Told told) throws IOException {
        fails(told.name(), answers.stream(begun("Hel") + told.events()), PATIENT, told.failure());
        pieces.clear();
        fails(told.name(), answers.stream(dialect.begin() + told.events()), PATIENT, withoutText(told.failure()));
    }

    private static ModelFailure withoutText(ModelFailure failure) {
        return failure instanceof CutOff ? new CutOff("") : failure;
    }

    Stream<Arguments> breaks() {
        String plain = answers.head();
        return Stream.of(
                arguments("a reset", plain + begun("Hel"), (Script) wire -> wire.reset()),
                arguments("no last chunk", answers.chunk(begun("Hel")), (Script) _ -> {}),
                arguments("a chunk that is none", answers.chunk(begun("Hel")), (Script) wire -> wire.send("zz\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void a_connection_that_breaks_in_the_middle_is_a_cut(String name, String before, Script end) throws IOException {
        assertThat(failureAfterFirstPiece(before, end)).as(name).isEqualTo(new CutOff("Hel"));
    }

    @Test
    void a_reader_that_leaves_closes_the_call() throws Exception {
        try (WireServer server = new WireServer(hang(answers.head() + begun("Hel")))) {
            ChatModel model = model(server, PATIENT);
            assertThatThrownBy(() -> model.reply(prompt(), _ -> {
                        throw new ReaderGone();
                    }))
                    .isInstanceOf(ReaderGone.class);
            assertThat(server.left().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    Stream<String> moments() {
        return Stream.of("", answers.head(), answers.head() + begun("Hel"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_stop_from_another_thread_closes_a_call_that_hangs(String before) throws Exception {
        try (WireServer server = new WireServer(hang(before))) {
            ChatModel model = model(server, PATIENT);
            CountDownLatch ended = new CountDownLatch(1);
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    model.reply(prompt(), pieces::add);
                } catch (ReaderGone | ModelException _) {
                    ended.countDown();
                }
            });
            await("the request has come", () -> !server.requests().isEmpty());
            await("a watchdog watches", () -> Watchdogs.onWatch() == 1);
            asking.interrupt();
            assertThat(server.left().await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nobody_at_the_address_is_unreachable() throws IOException {
        WireServer gone = new WireServer(_ -> {});
        ChatModel model = model(gone, SHORT);
        URI address = gone.url();
        gone.close();
        assertThat(catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), pieces::add))
                        .failure())
                .as("nobody at %s", address)
                .isEqualTo(new Unreachable());
    }

    @Test
    void a_model_is_one_object_however_often_it_is_asked_for() throws IOException {
        try (WireServer server = new WireServer(_ -> {})) {
            Offer offer = dialect.offer(server, upstreams(PATIENT));
            String listed = offer.provider().models().getFirst().id();
            assertThat(offer.models().apply(listed))
                    .isPresent()
                    .isEqualTo(offer.models().apply(listed));
            ChatModel first = offer.models().apply("custom-0").orElseThrow();
            for (int i = 1; i <= 200; i++) {
                assertThat(offer.models().apply("custom-" + i)).isPresent();
            }
            assertThat(offer.models().apply("custom-0"))
                    .as("forgotten")
                    .isPresent()
                    .get()
                    .isNotSameAs(first);
            assertThat(offer.models().apply("../../secret")).isEmpty();
            assertThat(offer.models().apply("a?key=b")).isEmpty();
        }
    }
}
