package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.streaming.AnswerPart.Notice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnresolvedCitationsTest {
    @Test
    void a_few_are_named() {
        assertThat(UnresolvedCitations.notice(List.of("[a.c:1]", "[b.c:2-3]")))
                .contains(new Notice(
                        "unresolved_citations",
                        "These citations point at no lines of this commit: [a.c:1], [b.c:2-3]."));
        assertThat(UnresolvedCitations.notice(List.of())).isEmpty();
    }

    @Test
    void of_many_the_first_are_named_and_the_others_counted() {
        List<String> many =
                IntStream.range(0, 20_000).mapToObj(i -> "[no" + i + ".py:1-2]").toList();
        String message = UnresolvedCitations.notice(many).orElseThrow().message();
        assertThat(message).contains("[no0.py:1-2]").endsWith("[no19.py:1-2], and 19980 more.");
        assertThat(message.length()).isLessThan(500);
    }
}
