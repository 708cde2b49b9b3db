package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    @Test
    void names_of_all_styles_give_the_same_terms() {
        assertThat(Identifiers.terms("maxRetryDelay")).containsExactly("maxretrydelay", "max", "retry", "delay");
        assertThat(Identifiers.terms("max_retry_delay")).containsExactly("maxretrydelay", "max", "retry", "delay");
        assertThat(Identifiers.terms("max-retry-delay")).containsExactly("maxretrydelay", "max", "retry", "delay");
        assertThat(Identifiers.terms("MAX_RETRY_DELAY")).containsExactly("maxretrydelay", "max", "retry", "delay");
    }

    @Test
    void acronyms_digits_and_dots_separate() {
        assertThat(Identifiers.terms("HTTPServer2")).containsExactly("httpserver2", "http", "server", "2");
        assertThat(Identifiers.terms("work.Queue->claim()")).containsExactly("work", "queue", "queu", "claim");
        assertThat(Identifiers.terms("__init__ --flag a")).containsExactly("init", "flag");
    }

    @Test
    void an_inflected_word_meets_its_plain_form() {
        for (String form : new String[] {"claim", "claims", "claimed", "claiming"}) {
            assertThat(Identifiers.terms(form)).contains("claim");
        }
        assertThat(Identifiers.terms("retries")).contains("retry");
        assertThat(Identifiers.terms("retried")).contains("retry");
        assertThat(Identifiers.terms("running")).contains("run");
        for (String form : new String[] {"cache", "caches", "cached", "caching"}) {
            assertThat(Identifiers.terms(form)).contains("cach");
        }
        assertThat(Identifiers.terms("classes")).contains("class");
        assertThat(Identifiers.terms("class status string exceed this"))
                .containsExactly("class", "status", "string", "exceed", "this");
    }

    @Test
    void words_of_other_scripts_are_found() {
        assertThat(Identifiers.terms("Größe ПРИВЕТ")).containsExactly("größe", "привет");
        assertThat(Identifiers.terms("日本語のtest")).containsExactly("日本", "本語", "語の", "test");
        assertThat(Identifiers.terms("字")).containsExactly("字");
        assertThat(Identifiers.terms("ＡＢＣ")).containsExactly("abc");
        assertThat(Identifiers.terms("e\u0301te")).isEqualTo(Identifiers.terms("éte"));
    }

    @Test
    void overlong_terms_are_dropped() {
        assertThat(Identifiers.terms("a".repeat(65) + " " + "b".repeat(64))).containsExactly("b".repeat(64));
    }

    @Test
    void a_question_keeps_what_tells() {
        assertThat(Identifiers.queryTerms("How is a job claimed?")).containsExactly("job", "claimed", "claim");
        assertThat(Identifiers.queryTerms("What is it?")).containsExactly("what", "is", "it");
        assertThat(Identifiers.queryTerms("")).isEmpty();
    }

    @Test
    void a_question_has_at_most_64_terms() {
        StringBuilder question = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            question.append("term")
                    .append(Character.toString('a' + i % 26))
                    .append(i)
                    .append(' ');
        }
        assertThat(Identifiers.queryTerms(question.toString())).hasSize(64);
    }

    @Test
    void names_are_what_looks_like_one() {
        assertThat(Identifiers.names("How does WorkQueue.claim call claim_job and `lease`, or run() in Chunker?"))
                .containsExactlyInAnyOrder("workqueue.claim", "claim_job", "lease", "run", "chunker");
        assertThat(Identifiers.names("io.a.WorkQueue::claim, Foo#bar."))
                .contains("io.a.workqueue.claim", "workqueue.claim", "foo.bar");
        assertThat(Identifiers.names("How is a job claimed?")).isEmpty();
    }

    @Test
    void paths_are_what_looks_like_one() {
        assertThat(Identifiers.paths(
                        "See ./src/Main.java:12-20, pom.xml. and `domain/jobs`; the Dockerfile, https://a.b/c.py"))
                .containsExactlyInAnyOrder("src/main.java", "pom.xml", "domain/jobs", "dockerfile");
        assertThat(Identifiers.paths("How is WorkQueue.claim used, e.g. by a job?"))
                .isEmpty();
        assertThat(Identifiers.paths("../../etc/passwd a/../b //x")).doesNotContain("../../etc/passwd", "a/../b");
    }

    @Test
    void hostile_text_is_read_in_bounded_time() {
        for (String part : new String[] {"aB", "_", "日", "a.", "/a", "-a", "1a", "`", "a::", "\uFDFA"}) {
            String text = part.repeat(2_000_000);
            assertTimeout(Duration.ofSeconds(5), () -> {
                assertThat(Identifiers.terms(text)).hasSizeLessThan(4_000_000);
                assertThat(Identifiers.queryTerms(text)).hasSizeLessThanOrEqualTo(64);
                assertThat(Identifiers.names(text)).hasSizeLessThanOrEqualTo(32);
                assertThat(Identifiers.paths(text)).hasSizeLessThanOrEqualTo(32);
            });
        }
    }

    @Property(tries = 500)
    void any_text_gives_bounded_lower_case_terms(@ForAll String text) {
        assertThat(Identifiers.terms(text)).allSatisfy(term -> {
            assertThat(term).isNotEmpty();
            assertThat(term.length()).isLessThanOrEqualTo(64);
        });
        Set<String> mentioned = Identifiers.names(text);
        assertThat(mentioned).doesNotContain("");
        assertThat(Identifiers.paths(text)).doesNotContain("");
    }

    @Property(tries = 300)
    void terms_of_two_texts_are_the_terms_of_both(@ForAll String one, @ForAll String other) {
        List<String> both = new ArrayList<>(Identifiers.terms(one));
        both.addAll(Identifiers.terms(other));
        assertThat(Identifiers.terms(one + "\n" + other)).isEqualTo(both);
    }
}
