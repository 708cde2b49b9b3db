package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanWriterTest {
    private final SampleRepository shop = SampleRepository.shop();

    @ParameterizedTest
    @CsvSource({"8, 12", "4, 6", "1, 1", "10, 10", "3, 3", "14, 14"})
    void there_are_as_many_pages_as_asked_for(int fewest, int most) {
        assertThat(Texts.planned(shop, fewest, most).pages()).hasSizeBetween(fewest, most);
    }

    @ParameterizedTest
    @CsvSource({"8, 12", "4, 6"})
    void every_module_with_more_than_a_twentieth_of_the_lines_has_its_place(int fewest, int most) {
        Outline outline = Texts.planned(shop, fewest, most);
        assertThat(shop.map().modules().stream().filter(module -> module.share() > 0.05))
                .hasSizeGreaterThan(3)
                .allSatisfy(module -> assertThat(outline.pages()).anyMatch(page -> isAbout(page, module)));
    }

    @Test
    void every_page_names_three_to_twelve_files() {
        assertThat(Texts.planned(shop, 8, 12).pages())
                .allSatisfy(
                        page -> assertThat(page.files()).hasSizeBetween(3, 12).doesNotHaveDuplicates());
    }

    @Test
    void titles_are_words_and_no_two_are_the_same() {
        assertThat(Texts.planned(shop, 8, 12).pages())
                .extracting(PagePlan::title)
                .doesNotHaveDuplicates()
                .noneMatch(title -> title.contains("/"));
    }

    @Test
    void the_wiki_is_described_by_the_first_sentence_of_the_readme() {
        assertThat(Texts.planned(shop, 8, 12).description())
                .isEqualTo("Shop keeps the orders of a small shop and sends its parcels.");
    }

    @Test
    void a_repository_of_one_file_gets_a_plan() {
        SampleRepository tiny = new SampleRepository().text("run.sh", "echo hello\n");
        assertThat(Texts.planned(tiny, 8, 12).pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.files()).hasSize(1));
    }

    @Test
    void a_repository_of_documents_gets_a_plan() {
        SampleRepository documents =
                new SampleRepository().readme("# Notes\n\nThese are notes about the history of tea.\n");
        for (int i = 0; i < 12; i++) {
            documents.text(
                    "notes/chapter-" + i + ".md",
                    "# Chapter\n\nTea came over the sea in the year " + i + " of the king.\n");
        }
        Outline outline = Texts.planned(documents, 4, 6);
        assertThat(outline.pages()).isNotEmpty();
        outline.pages()
                .forEach(page -> Texts.assertCitationsHold(
                        Texts.page(documents, page, io.deepwiki.domain.llm.Language.ENGLISH), documents));
    }

    private boolean isAbout(PagePlan page, Module module) {
        return page.files().stream().anyMatch(file -> shop.map().moduleOf(file).equals(Optional.of(module)));
    }
}
