package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.testing.Questions;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskQuestionTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Workshop shop = new Workshop();

    @BeforeEach
    void fill() {
        shop.source.with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void an_answer_names_its_commit_and_sources_then_flows_and_ends_once() throws Exception {
        shop.model.answers((_, sink) -> {
            sink.accept("It bürns");
            sink.accept("");
            sink.accept(" fuel.");
        });
        Answering answering = shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN);
        List<AnswerPart> parts = parts(answering);
        parts.removeIf(Notice.class::isInstance); // reading the repository may be told of
        parts.removeIf(part -> !part.shown());
        assertThat(parts).hasSize(6);
        assertThat(parts.get(0)).isInstanceOf(AnswerPart.Opened.class);
        assertThat(parts.get(1)).isInstanceOf(AnswerPart.Sources.class);
        assertThat(parts.get(2)).isEqualTo(new Text(0, "It bürns"));
        assertThat(parts.get(3)).isEqualTo(new Text(9, " fuel."));
        assertThat(parts.get(4)).isInstanceOf(AnswerPart.Used.class);
        assertThat(parts.get(5))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.bytes()).isEqualTo(15));
        close();
        ChatStream kept =
                shop.database.chats().find(answering.stream().id(), READER).orElseThrow();
        assertThat(kept.state()).isEqualTo(StreamState.COMPLETED);
        assertThat(shop.database.chats().text(answering.stream().id())).isEqualTo("It bürns fuel.");
    }

    @Test
    void who_has_read_the_end_finds_it_stored_and_the_place_free() throws Exception {
        for (int i = 0; i < 5; i++) {
            Answering answering = shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN);
            assertThat(parts(answering).getLast()).isInstanceOf(Done.class);
            assertThat(shop.streams.look(answering.stream().id(), READER).stream()
                            .state())
                    .isEqualTo(StreamState.COMPLETED);
            assertThat(shop.database.chats().load(READER, Instant.EPOCH).running())
                    .isZero();
        }
    }

    @Test
    void a_reader_is_told_that_the_repository_is_being_read() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        shop.source.readOnceOpen(gate);
        try (var feed =
                shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN).parts()) {
            assertThat(feed.next(PATIENCE)).contains(new Notice("indexing", "Fetching the repository …"));
            gate.countDown();
            Optional<AnswerPart> next = feed.next(PATIENCE);
            while (next.filter(Notice.class::isInstance).isPresent()) {
                next = feed.next(PATIENCE);
            }
            assertThat(next.orElseThrow()).isInstanceOf(AnswerPart.Opened.class);
        }
    }

    @Test
    void a_character_that_comes_in_two_halves_goes_out_whole() throws Exception {
        shop.model.answers((_, sink) -> {
            sink.accept("to the moon \ud83d");
            sink.accept("\ude80!");
        });
        assertThat(parts(shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN)))
                .contains(new Text(0, "to the moon "), new Text(12, "\ud83d\ude80!"));
    }

    @Test
    void a_model_that_fails_ends_the_answer_with_its_reason() throws Exception {
        shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.BadCredentials("SOME_KEY"));
        });
        List<AnswerPart> parts = parts(shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN));
        assertThat(parts.getLast())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(
                                        Unavailable.class,
                                        it -> assertThat(it.sentence()).contains("SOME_KEY")));
    }

    @Test
    void a_prompt_that_is_too_long_is_asked_again_without_context_and_the_reader_is_told() throws Exception {
        shop.model.answers((prompt, sink) -> {
            if (!prompt.passages().isEmpty()) {
                throw new ModelException(new ModelFailure.TooLong());
            }
            sink.accept("Short.");
        });
        List<AnswerPart> parts = parts(shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN));
        assertThat(parts)
                .anySatisfy(part -> assertThat(part)
                        .isInstanceOfSatisfying(
                                Notice.class,
                                notice -> assertThat(notice.code()).isEqualTo("context_dropped")));
        assertThat(parts.getLast()).isInstanceOf(Done.class);
    }

    @Test
    void a_follow_up_is_searched_with_the_question_before_it() throws Exception {
        shop.source.with("src/Tank.java", "class Tank {\n    int fuel;\n}\n");
        ChatQuestion follow = asked("Tell me of the Tank", "And what is in it?");
        assertThat(parts(shop.ask.ask(follow, READER, Wish.PLAIN)))
                .filteredOn(AnswerPart.Sources.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        AnswerPart.Sources.class,
                        sources -> assertThat(sources.passages())
                                .extracting(passage -> passage.path().value())
                                .startsWith("src/Tank.java"));
        assertThat(asked("One", "Two", "Three").searched()).isEqualTo("Two\nThree");
        assertThat(asked("One").searched()).isEqualTo("One");
    }

    @Test
    void the_open_file_is_the_first_of_the_sources() throws Exception {
        shop.source.with("docs/notes.md", "# Notes\n\nNothing of the kind.\n");
        SourcePath open = new SourcePath("docs/notes.md");
        assertThat(parts(shop.ask.ask(question(Optional.of(open)), READER, Wish.PLAIN)))
                .filteredOn(AnswerPart.Sources.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        AnswerPart.Sources.class,
                        sources -> assertThat(sources.passages())
                                .startsWith(new AnswerPart.Source(open, new LineRange(1, 3), ""))
                                .extracting(passage -> passage.path().value())
                                .containsOnlyOnce("docs/notes.md")
                                .contains("src/Engine.java"));
    }

    @Test
    void a_file_in_which_nothing_stands_is_shown_as_it_is() throws Exception {
        shop.source.with("src/empty.c", "");
        SourcePath open = new SourcePath("src/empty.c");
        List<Prompt.Answer> asked = new CopyOnWriteArrayList<>();
        shop.model.answers((prompt, sink) -> {
            asked.add((Prompt.Answer) prompt.task());
            sink.accept("It is empty.");
        });
        assertThat(parts(shop.ask.ask(question(Optional.of(open)), READER, Wish.PLAIN))
                        .getLast())
                .isInstanceOf(Done.class);
        assertThat(asked)
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.file()).containsExactly(new Excerpt(open, new LineRange(1, 1), "", "")));
    }

    @Test
    void a_file_that_is_not_there_is_refused() throws Exception {
        List<AnswerPart> parts =
                parts(shop.ask.ask(question(Optional.of(new SourcePath("no/such.file"))), READER, Wish.PLAIN));
        assertThat(parts.getLast())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Invalid.class));
    }

    @Test
    void a_reader_that_leaves_before_the_first_word_stops_the_model() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        shop.model.answers((_, _) -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                stopped.countDown();
                throw new ReaderGone();
            }
        });
        Answering answering = shop.ask.ask(question(Optional.empty()), READER, Wish.PLAIN);
        asked.await();
        answering.parts().close();
        stopped.await();
        close();
        assertThat(shop.database
                        .chats()
                        .find(answering.stream().id(), READER)
                        .orElseThrow()
                        .state())
                .isEqualTo(StreamState.CANCELLED);
    }

    @Test
    void a_model_that_is_not_offered_is_refused_before_anything_begins() {
        ChatQuestion question = new ChatQuestion(
                Sources.REPOSITORY,
                Optional.empty(),
                List.of(new Turn(Turn.Role.USER, "?")),
                new ModelRef("scripted", "two"),
                Language.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                FileFilter.NONE);
        assertThatThrownBy(() -> shop.ask.ask(question, READER, Wish.PLAIN)).isInstanceOf(FailureException.class);
    }

    private static ChatQuestion asked(String... questions) {
        List<Turn> turns = new ArrayList<>();
        for (String question : questions) {
            turns.add(new Turn(Turn.Role.ASSISTANT, "Yes?"));
            turns.add(new Turn(Turn.Role.USER, question));
        }
        return Questions.of(turns.subList(1, turns.size()), Optional.empty());
    }

    private static ChatQuestion question(Optional<SourcePath> file) {
        return Questions.of(
                List.of(
                        new Turn(Turn.Role.USER, "Hello"),
                        new Turn(Turn.Role.ASSISTANT, "Hello"),
                        new Turn(Turn.Role.USER, "What does the engine burn?")),
                file);
    }

    private static List<AnswerPart> parts(Answering answering) throws InterruptedException {
        List<AnswerPart> parts = new ArrayList<>();
        try (var feed = answering.parts()) {
            while (!feed.ended()) {
                Optional<AnswerPart> part = feed.next(PATIENCE);
                assertThat(part).isPresent();
                parts.add(part.get());
            }
        }
        return parts;
    }
}
