package io.deepwiki.application.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.wiki.OutlineParser.Parsed.Outlined;
import io.deepwiki.application.wiki.OutlineParser.Parsed.Unusable;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineParserTest {
    private static final Set<SourcePath> FILES = Stream.of(
                    "README.md", "src/a.py", "src/b.py", "lib/b.py", "docs/one, two.md")
            .map(SourcePath::new)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void a_plan_in_good_order_is_read_as_it_stands() {
        Outlined read = outlined("""
                TITLE: Shop
                DESCRIPTION: It sells.

                SECTION: Overview
                PAGE: What it is
                ABOUT: The whole.
                IMPORTANCE: high
                FILES: README.md, src/a.py
                RELATED: The engine
                SECTION: Parts
                PAGE: The engine
                ABOUT: What drives it: all of it.
                IMPORTANCE: low
                FILES: src/b.py
                RELATED: What it is; The engine; No such page
                """);
        assertThat(read.repairs()).isEmpty();
        assertThat(read.outline().title()).isEqualTo("Shop");
        assertThat(read.outline().description()).isEqualTo("It sells.");
        assertThat(read.outline().sections()).extracting(Section::title).containsExactly("Overview", "Parts");
        PagePlan first = read.outline().pages().getFirst();
        assertThat(first.importance()).isEqualTo(Importance.HIGH);
        assertThat(first.files()).extracting(SourcePath::value).containsExactly("README.md", "src/a.py");
        assertThat(first.related()).containsExactly("the-engine");
        assertThat(read.outline().pages().getLast().related()).containsExactly("what-it-is");
        assertThat(read.outline().pages().getLast().description()).isEqualTo("What drives it: all of it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here is the plan:\n```\nSECTION: S\nPAGE: P\nFILES: src/a.py\n```\nI hope: this helps!",
                "## SECTION: S\n- **PAGE:** P\n  - **FILES:** `src/a.py`",
                "1. PAGE: **P**\n   FILES:\n   - `src/a.py` - the only one\n   - nothing/there.py",
                "Page 1: P\nfiles: [./src/a.py]",
                "PAGE：P\nFILES：/src/a.py",
                "PAGE: P\r\nFILES: src/a.py:1-20\r\n",
            })
    void chatter_and_marks_around_are_passed_over(String plan) {
        assertThat(outlined(plan).outline().pages()).singleElement().satisfies(page -> {
            assertThat(page.title()).isEqualTo("P");
            assertThat(page.files()).containsExactly(new SourcePath("src/a.py"));
            assertThat(page.importance()).isEqualTo(Importance.MEDIUM);
        });
    }

    @Test
    void a_file_that_is_not_there_is_dropped_and_told() {
        Outlined read = outlined("SECTION: S\nPAGE: P\nFILES: src/a.py, src/gone.py");
        assertThat(read.outline().pages().getFirst().files()).hasSize(1);
        assertThat(read.repairs()).singleElement().asString().contains("src/gone.py");
    }

    @Test
    void a_path_without_its_first_directories_is_found_if_it_is_the_only_one() {
        Outlined read = outlined("SECTION: S\nPAGE: P\nFILES: a.py, b.py");
        assertThat(read.outline().pages().getFirst().files()).containsExactly(new SourcePath("src/a.py"));
        assertThat(read.repairs()).singleElement().asString().contains("b.py");
    }

    @Test
    void a_path_with_a_comma_is_one_path() {
        assertThat(outlined("SECTION: S\nPAGE: P\nFILES: docs/one, two.md")
                        .outline()
                        .pages()
                        .getFirst()
                        .files())
                .containsExactly(new SourcePath("docs/one, two.md"));
    }

    @Test
    void a_page_that_is_named_twice_is_one_page() {
        Outlined read = outlined("SECTION: S\nPAGE: P\nFILES: src/a.py\nSECTION: T\nPAGE: p\nFILES: src/b.py");
        assertThat(read.outline().pages())
                .singleElement()
                .satisfies(page -> assertThat(page.files()).hasSize(2));
        assertThat(read.outline().sections()).hasSize(1);
        assertThat(read.repairs()).hasSize(1);
    }

    @Test
    void titles_that_would_share_a_slug_do_not() {
        assertThat(outlined("SECTION: S\nPAGE: C++\nFILES: src/a.py\nPAGE: C#\nFILES: src/b.py")
                        .outline()
                        .pages())
                .extracting(PagePlan::slug)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_page_without_files_is_dropped() {
        Outlined read = outlined("SECTION: S\nPAGE: Empty\nABOUT: x\nPAGE: P\nFILES: src/a.py\nRELATED: Empty");
        assertThat(read.outline().pages()).extracting(PagePlan::title).containsExactly("P");
        assertThat(read.outline().pages().getFirst().related()).isEmpty();
        assertThat(read.repairs()).singleElement().asString().contains("Empty");
    }

    @Test
    void a_page_before_any_section_gets_one() {
        assertThat(outlined("PAGE: P\nFILES: src/a.py").outline().sections())
                .singleElement()
                .satisfies(section -> assertThat(section.pages()).containsExactly("p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "I cannot do that.", "SECTION: S", "PAGE:", "PAGE: P\nFILES: gone.py", "{\"pages\": []}"})
    void a_text_without_a_page_is_no_plan(String text) {
        assertThat(OutlineParser.parse(text, FILES)).isInstanceOf(Unusable.class);
    }

    private static Outlined outlined(String plan) {
        var parsed = OutlineParser.parse(plan, FILES);
        assertThat(parsed).isInstanceOf(Outlined.class);
        return (Outlined) parsed;
    }
}
