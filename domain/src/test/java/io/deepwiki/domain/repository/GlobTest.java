package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        *.java          | A.java          | true
        *.java          | a/A.java        | false
        **/*.java       | A.java          | true
        **/*.java       | a/b/A.java      | true
        a/**/b          | a/b             | true
        a/**/b          | a/x/y/b         | true
        a/**/b          | ab              | false
        gen/**          | gen/x/y         | true
        gen/**          | gen             | true
        gen/**          | general         | false
        **              | a/b             | true
        a**c            | a/b/c           | true
        ?.c             | a.c             | true
        ?.c             | /.c             | false
        [a-c]x          | bx              | true
        [a-c]x          | dx              | false
        [!a-c]x         | dx              | true
        [^a]x           | ax              | false
        []]             | ]               | true
        [ab             | [ab             | true
        *.{ts,tsx}      | a.tsx           | true
        *.{ts,tsx}      | a.js            | false
        {a,b{c,d}}e     | bde             | true
        {a,b{c,d}}e     | be              | false
        {a,}b           | b               | true
        a,b             | a,b             | true
        {ab             | {ab             | true
        ab}             | ab}             | true
        \\*x            | *x              | true
        \\*x            | ax              | false
        """)
    void a_glob_matches_as_documented(String pattern, String text, boolean matches) {
        assertThat(Glob.compile(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void a_hostile_pattern_costs_no_more_than_its_length_times_the_text() {
        Glob stars = Glob.compile("*a".repeat(400) + "b");
        Glob braces = Glob.compile("{a,*a}".repeat(160));
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(stars.matches("a".repeat(4_000))).isFalse();
            assertThat(braces.matches("a".repeat(4_000))).isTrue();
        });
    }

    @Test
    void a_pattern_of_any_length_compiles() {
        assertThat(Glob.compile("{".repeat(100_000)).matches("a")).isFalse();
    }

    @Property(tries = 500)
    void every_text_is_a_pattern(
            @ForAll @Chars({'*', '?', '[', ']', '{', '}', ',', '/', '\\', '!', '-', 'a'}) @StringLength(max = 20)
                    String pattern,
            @ForAll @Chars({'a', '/', ',', '{', ']'}) @StringLength(max = 10) String text) {
        assertThatCode(() -> Glob.compile(pattern).matches(text)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void a_text_without_special_characters_matches_itself_alone(
            @ForAll @Chars({'a', 'b', '/', '.'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', '/', '.'}) @StringLength(max = 8) String text) {
        assertThat(Glob.compile(pattern).matches(text)).isEqualTo(pattern.equals(text));
    }
}
