package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VarietyTest {
    private static List<String> chosen(List<String> ranked, int atMost) {
        return Variety.chosen(ranked, VarietyTest::file, atMost);
    }

    private static char file(String passage) {
        return passage.charAt(0);
    }

    private static Stream<String> of(char file, int passages) {
        return IntStream.rangeClosed(1, passages).mapToObj(number -> "" + file + number);
    }

    private static List<String> ranking(int files, int passages) {
        return IntStream.range(0, files)
                .boxed()
                .flatMap(file -> of((char) ('a' + file), passages))
                .toList();
    }

    @Test
    void no_file_gives_more_than_four() {
        assertThat(chosen(ranking(1, 9), 20)).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void ten_files_have_a_say_where_there_are_ten() {
        List<String> chosen = chosen(ranking(12, 6), 20);
        assertThat(chosen).hasSize(20).isSubsetOf(ranking(12, 6)).startsWith("a1", "a2", "a3", "a4", "b1");
        assertThat(chosen.stream().map(VarietyTest::file).collect(Collectors.toSet()))
                .hasSize(10);
    }

    @Test
    void where_room_is_short_every_passage_is_of_another_file() {
        assertThat(chosen(ranking(12, 6), 3)).containsExactly("a1", "b1", "c1");
        assertThat(chosen(ranking(2, 6), 3)).containsExactly("a1", "a2", "b1");
    }

    @Test
    void the_order_stays_and_nothing_comes_twice() {
        List<String> mixed = List.of("a1", "b1", "a2", "c1", "b2");
        assertThat(chosen(mixed, 20)).isEqualTo(mixed);
        assertThat(chosen(List.of(), 20)).isEmpty();
    }
}
