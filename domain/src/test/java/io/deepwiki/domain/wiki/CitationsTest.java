package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Duration;
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

    @Test
    void citations_are_found_with_their_places() {
        String text = "Claimed here [src/Work Queue.java:12-20], and [a.c:7].";
        assertThat(Citations.find(text))
                .extracting(Citations.Found::citation)
                .containsExactly(citation("src/Work Queue.java", 12, 20), citation("a.c", 7, 7));
        assertThat(Citations.find(text))
                .allSatisfy(found -> assertThat(text.substring(found.start(), found.end()))
                        .startsWith("[")
                        .endsWith("]"));
        assertThat(Citations.find("[a.c:L3-L4](https://host/a.c)").getFirst().citation())
                .isEqualTo(citation("a.c", 3, 4));
        assertThat(Citations.find("[[a.c:1]]")).hasSize(1);
    }

    @Test
    void fenced_code_holds_no_citations() {
        String text = "```mermaid\n[a.c:1]\n```\n[b.c:2]\n~~~~\n[c.c:3]\n~~~\n[d.c:4]\n~~~~\n``` `x` [e.c:5]\n";
        assertThat(Citations.find(text))
                .extracting(Citations.Found::citation)
                .containsExactly(citation("b.c", 2, 2), citation("e.c", 5, 5));
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
                "at [12:30-40]"
            })
    void a_slice_is_no_citation(String text) {
        assertThat(Citations.find(text)).isEmpty();
        assertThat(Citations.broken(text)).isEmpty();
        assertThat(CitationCheck.withoutUnresolved(text, _ -> OptionalInt.empty()))
                .isEqualTo(text);
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
    void a_path_is_a_citation_wherever_it_stands_and_a_bare_name_where_no_index_could(String text) {
        assertThat(Citations.find(text)).hasSize(1);
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
                "[a//b:1]",
                "[ a.c:1]"
            })
    void what_looks_like_a_citation_and_can_be_none_is_unresolved(String citation) {
        String text = "Said " + citation + " and [b.c:1].";
        assertThat(Citations.broken(text))
                .singleElement()
                .satisfies(broken -> assertThat(broken.written()).isEqualTo(citation));
        assertThat(CitationCheck.unresolved(text, _ -> OptionalInt.of(1))).containsExactly(citation);
        assertThat(CitationCheck.withoutUnresolved(text, _ -> OptionalInt.of(1)))
                .isEqualTo("Said and [b.c:1].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a.c]", "[a.c:x]", "[a.c:1-]", "[https://x.y:80]", "[:1]", "[3:0]", "[a.c:1", "[note: 0]"})
    void other_brackets_are_not_broken_citations(String text) {
        assertThat(Citations.broken(text)).isEmpty();
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
                assertThat(Citations.find(part.repeat(1_000_000))).isEmpty();
                assertThat(Citations.broken(part.repeat(1_000_000))).isEmpty();
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
        assertThat(Citations.find("See " + citation + "."))
                .extracting(Citations.Found::citation)
                .containsExactly(citation);
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
