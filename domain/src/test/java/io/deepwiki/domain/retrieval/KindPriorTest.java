package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.FileKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KindPriorTest {
    @ParameterizedTest
    @EnumSource(names = "CODE", mode = EnumSource.Mode.EXCLUDE)
    void code_comes_before_every_other_kind(FileKind kind) {
        assertThat(KindPrior.weight(kind, "How is a job claimed?"))
                .isLessThan(1)
                .isPositive();
        assertThat(KindPrior.weight(FileKind.CODE, "Where are the tests?")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TEST, Which tests cover the queue?", "TEST, What does WorkQueueTest check?", "DOCS, What does the README say?",
        "DOCS, Is there documentation?", "CONFIG, Where is the configuration?", "GENERATED, What code is generated?",
        "VENDORED, Which third-party code is here?", "DATA, Which samples are there?"
    })
    void a_kind_that_the_question_names_counts_in_full(FileKind kind, String question) {
        assertThat(KindPrior.weight(kind, question)).isEqualTo(1);
    }

    @Test
    void naming_one_kind_leaves_the_others() {
        assertThat(KindPrior.weight(FileKind.VENDORED, "Which tests cover the queue?"))
                .isLessThan(1);
        assertThat(KindPrior.weight(FileKind.TEST, "What is the latest contest?"))
                .isLessThan(1);
    }
}
