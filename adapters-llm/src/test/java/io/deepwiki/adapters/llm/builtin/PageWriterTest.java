package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.Citations;
import io.deepwiki.domain.wiki.Mermaid;
import io.deepwiki.domain.wiki.PagePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageWriterTest {
    private static final Pattern NODE = Pattern.compile("\\s*(n\\d+)\\[\"(.*)\"\\]");
    private static final Pattern ARROW = Pattern.compile("\\s*(n\\d+) --> (n\\d+)");

    private final SampleRepository shop = SampleRepository.shop();

    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"ENGLISH", "VIETNAMESE", "GERMAN"})
    void every_citation_resolves_and_its_sentence_names_what_is_cited(Language language) {
        pages(language).forEach(page -> Texts.assertCitationsHold(page, shop));
    }

    @Test
    void every_page_cites_at_least_three_files() {
        assertThat(pages(Language.ENGLISH))
                .allSatisfy(page -> assertThat(Citations.find(page).stream()
                                .flatMap(found -> found.citations().stream())
                                .map(Citation::path)
                                .distinct())
                        .hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void at_least_every_second_page_has_a_diagram_and_each_can_be_drawn() {
        List<String> pages = pages(Language.ENGLISH);
        assertThat(pages.stream()
                                .filter(page -> !Texts.diagrams(page).isEmpty())
                                .count()
                        * 2)
                .isGreaterThanOrEqualTo(pages.size());
        assertThat(pages.stream().flatMap(page -> Texts.diagrams(page).stream()))
                .isNotEmpty()
                .allSatisfy(diagram ->
                        assertThat(Mermaid.withoutBroken(fenced(diagram))).isEqualTo(fenced(diagram)));
    }

    @Test
    void every_arrow_is_a_stored_import() {
        CodeMap map = shop.map();
        List<String> files = map.links().stream()
                .map(link -> stem(link.from()) + ">" + stem(link.to()))
                .toList();
        List<String> modules = map.dependencies().stream()
                .map(link -> link.from() + ">" + link.to())
                .toList();
        List<String> drawn = pages(Language.ENGLISH).stream()
                .flatMap(page -> Texts.diagrams(page).stream())
                .flatMap(PageWriterTest::arrows)
                .toList();
        assertThat(drawn)
                .isNotEmpty()
                .allSatisfy(arrow -> assertThat(Stream.concat(files.stream(), modules.stream()))
                        .contains(arrow));
    }

    @Test
    void the_same_page_is_written_twice_alike() {
        assertThat(pages(Language.ENGLISH)).isEqualTo(pages(Language.ENGLISH));
    }

    @Test
    void a_page_says_that_no_language_model_was_used_and_when_its_language_has_no_phrases() {
        assertThat(pages(Language.ENGLISH))
                .allSatisfy(page -> assertThat(page)
                        .contains("no language model was used")
                        .doesNotContain("no phrases for the asked language"));
        assertThat(pages(Language.GERMAN))
                .allSatisfy(page -> assertThat(page).contains("no phrases for the asked language"));
        assertThat(pages(Language.VIETNAMESE))
                .noneSatisfy(page -> assertThat(page).contains("no language model was used"));
    }

    @Test
    void links_lead_to_the_related_pages() {
        PagePlan page = Texts.planned(shop, 8, 12).pages().getFirst();
        assertThat(page.related()).isNotEmpty();
        assertThat(Texts.page(shop, page, Language.ENGLISH))
                .contains(page.related().stream().map(slug -> "](" + slug + ")").toList());
    }

    @Test
    void what_a_comment_says_can_neither_cite_nor_format_nor_run() {
        String doc =
                "Reads [x/y.java:1-2] <script>alert(1)</script> ```mermaid **bold** [link](javascript:alert(1)) {@code a`b}";
        Symbol type = new Symbol(
                SymbolKind.TYPE, "Evil", "", "class Evil<T extends `x`> [a/b.c:3-4]", doc, new LineRange(1, 2));
        SampleRepository hostile = new SampleRepository()
                .file("src/Evil.java", "class Evil {\n}\n", new FileOutline("", List.of(type), List.of()))
                .readme("# Evil\n\nThis is <img src=x onerror=alert(1)> what [README.md:9-9] says | of ``` it all.\n");
        Prompt.Page task = new Prompt.Page(
                "W", "Evil ](x) <b>", doc, List.copyOf(hostile.texts().keySet()), List.of());
        String page = Texts.asked(task, hostile.passages(hostile.texts().keySet()), hostile.map(), Language.ENGLISH);
        assertThat(Citations.find(page))
                .isNotEmpty()
                .flatExtracting(Citations.Found::citations)
                .allSatisfy(cited -> assertThat(cited.path().value()).isIn("src/Evil.java", "README.md"))
                .noneMatch(cited -> cited.lines().first() == 9);
        String active = page.replaceAll("\\\\.", "").replaceAll("`[^`\n]*`", "");
        assertThat(active).doesNotContain("<", "](", "```").doesNotContain("**bold");
    }

    @Test
    void names_cannot_break_a_diagram() {
        SampleRepository odd = new SampleRepository();
        Symbol first =
                new Symbol(SymbolKind.TYPE, "A\"]; click n0 \"javascript:x", "", "class A", "", new LineRange(1, 1));
        odd.file("src/a.js", "import './b'\n", new FileOutline("", List.of(first), List.of("./b")));
        odd.file("src/b.js", "let b = 1\n", FileOutline.EMPTY);
        assertThat(odd.map().links()).isNotEmpty();
        Prompt.Page task = new Prompt.Page("W", "T", "", List.copyOf(odd.texts().keySet()), List.of());
        String page = Texts.asked(task, odd.passages(odd.texts().keySet()), odd.map(), Language.ENGLISH);
        assertThat(Texts.diagrams(page)).isNotEmpty().allSatisfy(diagram -> {
            assertThat(Mermaid.withoutBroken(fenced(diagram))).isEqualTo(fenced(diagram));
            assertThat(diagram.lines().skip(1))
                    .allMatch(line ->
                            NODE.matcher(line).matches() || ARROW.matcher(line).matches());
        });
    }

    @Test
    void a_page_whose_files_are_gone_still_stands() {
        Prompt.Page task = new Prompt.Page("W", "Gone", "What was", List.of(new SourcePath("no/such.java")), List.of());
        assertThat(Texts.asked(task, List.of(), shop.map(), Language.ENGLISH))
                .startsWith("# Gone")
                .contains("None of the files");
    }

    private List<String> pages(Language language) {
        return Texts.planned(shop, 8, 12).pages().stream()
                .map(page -> Texts.page(shop, page, language))
                .toList();
    }

    private static Stream<String> arrows(String diagram) {
        Map<String, String> labels = new HashMap<>();
        diagram.lines()
                .map(NODE::matcher)
                .filter(Matcher::matches)
                .forEach(node -> labels.put(node.group(1), node.group(2)));
        return diagram.lines()
                .map(ARROW::matcher)
                .filter(Matcher::matches)
                .map(arrow -> labels.get(arrow.group(1)) + ">" + labels.get(arrow.group(2)));
    }

    private static String fenced(String diagram) {
        return "```mermaid\n" + diagram + "```\n";
    }

    private static String stem(SourcePath path) {
        return path.fileName().replace(".java", "");
    }
}
