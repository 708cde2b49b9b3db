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
        assertThat(KindPrior.of("How is a job claimed?").weight(kind))
                .isLessThan(1)
                .isPositive();
        assertThat(KindPrior.of("Where are the tests?").weight(FileKind.CODE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TEST, Which tests cover the queue?", "TEST, What does WorkQueueTest check?", "DOCS, What does the README say?",
        "DOCS, Is there documentation?", "CONFIG, Where is the configuration?", "GENERATED, What code is generated?",
        "VENDORED, Which third-party code is here?", "DATA, Which samples are there?"
    })
    void a_kind_that_the_question_names_counts_in_full(FileKind kind, String question) {
        assertThat(KindPrior.of(question).weight(kind)).isEqualTo(1);
    }

    @Test
    void naming_one_kind_leaves_the_others() {
        assertThat(KindPrior.of("Which tests cover the queue?").weight(FileKind.VENDORED))
                .isLessThan(1);
        assertThat(KindPrior.of("What is the latest contest?").weight(FileKind.TEST))
                .isLessThan(1);
    }
}
