package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaveTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Turns names into models.          | turns names into models",
                "The plan of a wiki.               | is the plan of a wiki",
                "Why a model stopped.              | says why a model stopped",
                "Return the next item.             | returns the next item",
                "Claim takes the next item.        | takes the next item",
                "A job is stored once.             | ",
                "Somebody begins to index it.      | ",
                "What a job does.                  | is what a job does",
                "Tokens that a model was sent.     | ",
                "Links of a page.                  | ",
            })
    void a_sentence_is_woven_in_or_left_as_it_is(String doc, String said) {
        var predicate = DocText.of(doc).flatMap(text -> Weave.predicate(text, "Claim", false));
        if (said == null) {
            assertThat(predicate).isEmpty();
        } else {
            assertThat(predicate).contains(said);
        }
    }
}
