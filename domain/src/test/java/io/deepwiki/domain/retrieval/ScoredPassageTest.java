package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.ScoredPassage.Leg;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoredPassageTest {
    private static ScoredPassage passage(String path, int first, int last, String text, double score, Leg leg) {
        Excerpt excerpt = new Excerpt(new SourcePath(path), new LineRange(first, last), "symbol" + first, text);
        return new ScoredPassage(excerpt, FileKind.CODE, score, Set.of(leg));
    }

    @Test
    void neighbours_become_one_passage_with_the_blank_lines_between_them() {
        ScoredPassage joined = passage("A.java", 1, 2, "one\ntwo", 0.2, Leg.DENSE)
                .joinedWith(passage("A.java", 5, 5, "five", 0.7, Leg.LEXICAL));
        assertThat(joined.excerpt())
                .isEqualTo(new Excerpt(new SourcePath("A.java"), new LineRange(1, 5), "symbol5", "one\ntwo\n\n\nfive"));
        assertThat(joined.score()).isEqualTo(0.7);
        assertThat(joined.legs()).containsExactlyInAnyOrder(Leg.DENSE, Leg.LEXICAL);
    }

    @Test
    void only_what_follows_in_the_same_file_is_a_neighbour() {
        ScoredPassage passage = passage("A.java", 4, 6, "x", 1, Leg.DENSE);
        assertThatThrownBy(() -> passage.joinedWith(passage("B.java", 7, 7, "y", 1, Leg.DENSE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> passage.joinedWith(passage("A.java", 6, 7, "y", 1, Leg.DENSE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
