package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitationsTest {
    private static Citation citation(String path, int first, int last) {
        return new Citation(new SourcePath(path), new LineRange(first, last));
    }

    private static List<Citation> cited(String markdown) {
        return Citations.find(markdown).stream()
                .flatMap(found -> found.citations().stream())
                .toList();
    }

    private static String without(String markdown) {
        return CitationCheck.withoutUnresolved(
                markdown, path -> path.value().equals("b.c") ? OptionalInt.of(9) : OptionalInt.empty());
    }

    @Test
    void citations_are_found_with_their_places() {
        String text = "Claimed here [src/Work Queue.java:12-20], and [a.c:7].";
        assertThat(cited(text)).containsExactly(citation("src/Work Queue.java", 12, 20), citation("a.c", 7, 7));
        assertThat(Citations.find(text))
                .allSatisfy(found -> assertThat(text.substring(found.start(), found.end()))
                        .startsWith("[")
                        .endsWith("]"));
        assertThat(cited("[a.c:L3-L4](https://host/a.c)")).containsExactly(citation("a.c", 3, 4));
        assertThat(Citations.find("[[a.c:1]]")).hasSize(1);
    }

    @Test
    void fenced_code_holds_no_citations() {
        String text = "```mermaid\n[a.c:1]\n```\n[b.c:2]\n~~~~\n[c.c:3]\n~~~\n[d.c:4]\n~~~~\n``` `x` [e.c:5]\n";
        assertThat(cited(text)).containsExactly(citation("b.c", 2, 2), citation("e.c", 5, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a.c]",
                "[a.c:0]",
                "[a.c:9-3]",
                "[a.c:x]",
                "[/a.c:1]",
                "[../a.c:1]",
                "[a//b:1]",
                "[:1]",
                "[ a.c:1]",
                "[a.c:1 ]",
                "[a.c:12345678]",
                "[a.c:1",
                "a.c:1]",
                "[a.c:1-]",
                "[https://x:80]",
                "[a\n.c:1]",
                "[./a.c:1]"
            })
    void what_is_not_a_citation_is_left(String text) {
        assertThat(Citations.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "takes rows[1:2] and x[0:3]",
                "takes `rows[key:5]`, and `[key:5]`",
                "takes rows[key:5]",
                "between [0.1:9]",
                "at [12:30-40]",
                "buf[self.pos:4] and x[a/b:2]",
                "`data[hdr.offset:16]`, `x[a.b:3]`, `y = [a.b:3]`",
                "[RFC:7231](https://x/y), [a.c:1](https://x/y) and ![fig.a:3](x.png)",
                "[localhost:8080], [Figure:1] and [Python:3], [sec. 4 of v2: 3]",
                "as said[^note:3]",
                "- ```\n  [a.c:1]\n  ```",
                "> ~~~\n> [a.c:1]\n> ~~~",
                "[https://x.y/z:80]"
            })
    void a_slice_a_link_and_a_word_with_a_number_are_no_citations(String text) {
        assertThat(CitationCheck.check(text, _ -> OptionalInt.empty())).isEmpty();
        assertThat(CitationCheck.unresolved(text, _ -> OptionalInt.empty())).isEmpty();
        assertThat(without(text)).isEqualTo(text);
    }

    @Test
    void in_code_and_behind_a_name_is_an_index_whatever_files_there_are() {
        assertThat(Citations.in("`rows[a.c:1]`")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a.c:10–20]",
                "[a.c:10 - 20]",
                "[a.c: 10-20]",
                "[a.c#L10-L20]",
                "[`a.c:10-20`]",
                "【a.c:10-20】",
                "【a.c†L10-L20】"
            })
    void citations_are_read_as_models_write_them(String text) {
        assertThat(Citations.find("So it is " + text + "."))
                .singleElement()
                .isEqualTo(new Citations.Found(List.of(citation("a.c", 10, 20)), 9, 9 + text.length(), true));
        assertThat(without("So it is " + text + ".")).isEqualTo("So it is.");
    }

    @Test
    void one_pair_of_brackets_may_hold_several() {
        assertThat(cited("[a.c:10-20, 30-40; src/b.c:3]"))
                .containsExactly(citation("a.c", 10, 20), citation("a.c", 30, 40), citation("src/b.c", 3, 3));
        assertThat(cited("[src/Work, Queue.java:3]")).containsExactly(citation("src/Work, Queue.java", 3, 3));
        assertThat(CitationCheck.unresolved("[b.c:3, a.c:1-2, 7-6]", _ -> OptionalInt.of(9)))
                .containsExactly("[b.c:3, a.c:1-2, 7-6]");
        assertThat(without("Said [b.c:3, a.c:1-2].")).isEqualTo("Said [b.c:3-3].");
        assertThat(without("Said [b.c:3, 8, 11].")).isEqualTo("Said [b.c:3-3] [b.c:8-8].");
        assertThat(CitationCheck.unresolved("[b.c:3, 11]", _ -> OptionalInt.of(9)))
                .containsExactly("[b.c:11-11]");
    }

    @Test
    void nothing_is_left_around_what_is_taken_out() {
        assertThat(without("**[a.c:1]** is (`[a.c:2]`), or *so* ([a.c:3]).")).isEqualTo(" is, or *so*.");
        assertThat(without("([b.c:1], [a.c:3])")).isEqualTo("([b.c:1],)");
    }

    @Test
    void code_ends_with_the_quote_or_the_item_it_stands_in() {
        String lie = " [nowhere.py:1-2]";
        for (String code : List.of(
                "- ```python\n  x\n  ```\n\n",
                "1. ~~~\n   x\n\nNo item:",
                "* - ```\n    x\n    ```\n",
                "> ```\n> x\n",
                "> ```\n> x\n> ```\n",
                "```\n> ```\n```\n")) {
            assertThat(without(code + "Lie" + lie)).as(code).isEqualTo(code + "Lie");
        }
        String open = "> ```\n> x\n> [a.c:1]";
        assertThat(without(open)).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see [Makefile:3]",
                "see`x`[Makefile:3]",
                "処理します[Makefile:3]",
                "処理します[a.py:3]",
                "foo[a.py:3]",
                "`[src/a:3]`"
            })
    void a_file_that_is_there_is_cited_wherever_it_stands(String text) {
        assertThat(CitationCheck.check(text, _ -> OptionalInt.of(9))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"処理します[a.py:3]", "`[src/a:3]`", "see [src/a:3]", "([.gitignore:3])"})
    void a_file_that_is_not_there_is_told(String text) {
        assertThat(CitationCheck.unresolved(text, _ -> OptionalInt.empty())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a.c:0]",
                "[src/flask/app.py:0-3]",
                "[a.c:9-3]",
                "[a.c:12345678]",
                "[../../etc/passwd:1-2]",
                "[/etc/passwd:L1-L2]",
                "[./a.c:1]",
                "[a//b:1]"
            })
    void what_looks_like_a_citation_and_can_be_none_is_unresolved(String citation) {
        String text = "Said " + citation + " and [b.c:1].";
        assertThat(Citations.in(text)).hasAtLeastOneElementOfType(Citations.Broken.class);
        assertThat(CitationCheck.unresolved(text, _ -> OptionalInt.of(1))).containsExactly(citation);
        assertThat(CitationCheck.withoutUnresolved(text, _ -> OptionalInt.of(1)))
                .isEqualTo("Said and [b.c:1].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a.c]", "[a.c:x]", "[a.c:1-]", "[https://x.y:80]", "[:1]", "[3:0]", "[a.c:1", "[note: 0]"})
    void other_brackets_are_not_broken_citations(String text) {
        assertThat(Citations.in(text)).noneMatch(Citations.Broken.class::isInstance);
    }

    @Test
    void what_does_not_resolve_is_named_once_in_the_order_of_the_text() {
        String text = "[b.c:1] [a.c:0] [a.c:1] [b.c:1]";
        assertThat(CitationCheck.unresolved(
                        text, path -> path.value().equals("a.c") ? OptionalInt.of(5) : OptionalInt.empty()))
                .containsExactly("[b.c:1]", "[a.c:0]");
    }

    @Test
    void hostile_text_is_read_in_linear_time() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (String part : new String[] {"[", "[a:1", "]", "`", "```\n", "[:", "[]"}) {
                assertThat(Citations.in(part.repeat(1_000_000))).isEmpty();
            }
            assertThat(Citations.find("[a:1]".repeat(100_000))).hasSize(100_000);
        });
    }

    @Property(tries = 300)
    void a_written_citation_is_read_back(
            @ForAll @Chars({'a', 'B', '.', '_', '-', ' ', ':', 'ü'}) @StringLength(min = 1, max = 10) String name,
            @ForAll @IntRange(min = 1, max = 9_999) int first,
            @ForAll @IntRange(max = 500) int more) {
        Citation citation = citation("x/a" + name + "z", first, first + more);
        assertThat(cited("See " + citation + ".")).containsExactly(citation);
    }

    @Test
    void a_citation_resolves_when_its_lines_are_there() {
        Citation citation = citation("a.c", 3, 9);
        assertThat(CitationCheck.check(citation, OptionalInt.of(9)).state()).isEqualTo(CheckedCitation.State.RESOLVES);
        assertThat(CitationCheck.check(citation, OptionalInt.of(8)).state())
                .isEqualTo(CheckedCitation.State.UNRESOLVED);
        assertThat(CitationCheck.check(citation, OptionalInt.empty()).state())
                .isEqualTo(CheckedCitation.State.UNRESOLVED);
    }

    @Test
    void the_citations_of_a_text_are_checked_once_each() {
        assertThat(CitationCheck.check(
                        "[a.c:1] [b.c:2] [a.c:1] [a.c:9]",
                        path -> path.value().equals("a.c") ? OptionalInt.of(5) : OptionalInt.empty()))
                .containsExactly(
                        new CheckedCitation(citation("a.c", 1, 1), CheckedCitation.State.RESOLVES),
                        new CheckedCitation(citation("b.c", 2, 2), CheckedCitation.State.UNRESOLVED),
                        new CheckedCitation(citation("a.c", 9, 9), CheckedCitation.State.UNRESOLVED));
    }
}
