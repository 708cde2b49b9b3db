package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.repository.SourcePath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetrievalQualityTest {
    private static List<SourcePath> found(String... names) {
        return Arrays.stream(names).map(SourcePath::new).toList();
    }

    private static Set<SourcePath> wanted(String... names) {
        return Arrays.stream(names).map(SourcePath::new).collect(Collectors.toSet());
    }

    @Test
    void files_count_once_and_by_their_first_place() {
        RetrievalQuality quality = RetrievalQuality.of(found("a", "a", "b", "a", "c"), wanted("b", "z"));
        assertThat(quality).isEqualTo(new RetrievalQuality(0.5, 0.5, 0.5));
    }

    @Test
    void the_first_five_and_the_first_ten_are_told_apart() {
        List<SourcePath> found = found("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        assertThat(RetrievalQuality.of(found, wanted("f", "k"))).isEqualTo(new RetrievalQuality(0, 0.5, 1.0 / 6));
    }

    @Test
    void nothing_found_is_zero_and_nothing_wanted_is_a_mistake() {
        assertThat(RetrievalQuality.of(List.of(), wanted("a"))).isEqualTo(new RetrievalQuality(0, 0, 0));
        assertThatThrownBy(() -> RetrievalQuality.of(List.of(), Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_mean_of_several_is_that_of_each_number() {
        assertThat(RetrievalQuality.mean(List.of(new RetrievalQuality(1, 1, 1), new RetrievalQuality(0, 0.5, 0))))
                .isEqualTo(new RetrievalQuality(0.5, 0.75, 0.5));
        assertThat(RetrievalQuality.mean(List.of())).isEqualTo(new RetrievalQuality(0, 0, 0));
    }
}
