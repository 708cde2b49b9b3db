package io.deepwiki.application.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.testing.Questions;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked in the tests of researches, and what comes of it. */
final class Researches {
    static final Caller READER = new Caller("reader");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Researches() {}

    static ChatQuestion question() {
        return conversation("How does the engine burn?");
    }

    /** The user and the model speak by turns; the user is the last. */
    static ChatQuestion conversation(String... said) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < said.length; i++) {
            boolean user = (said.length - i) % 2 == 1;
            turns.add(new Turn(user ? Role.USER : Role.ASSISTANT, said[i]));
        }
        return Questions.of(turns, Optional.empty());
    }

    static List<String> codes(List<AnswerPart> parts) {
        return parts.stream()
                .filter(Notice.class::isInstance)
                .map(part -> ((Notice) part).code())
                .toList();
    }

    static String text(List<AnswerPart> parts) {
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }

    static List<AnswerPart> parts(Answering answering) throws InterruptedException {
        List<AnswerPart> parts = new ArrayList<>();
        try (Feed<AnswerPart> feed = answering.parts()) {
            while (!feed.ended()) {
                feed.next(PATIENCE).ifPresent(parts::add);
            }
        }
        return parts;
    }

    static void awaitState(Workshop shop, StreamId id, StreamState state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shop.streams.look(id, READER).stream().state() != state) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
