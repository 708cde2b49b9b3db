package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import io.deepwiki.domain.wiki.Citations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private final SampleRepository shop = SampleRepository.shop();

    @Test
    void an_answer_begins_with_the_best_place_and_cites_it() {
        String answer = answer(
                "How is a parcel accepted by the engine?",
                "engine/ParcelEngine",
                "store/ParcelStore",
                "model/ParcelModel");
        assertThat(Citations.find(answer)
                        .getFirst()
                        .citations()
                        .getFirst()
                        .path()
                        .value())
                .endsWith("ParcelEngine.java");
        assertThat(answer).contains("acceptParcel", "```java", "no language model was used");
        Texts.assertCitationsHold(answer, shop);
    }

    @Test
    void places_that_import_each_other_are_drawn() {
        String answer = answer("ParcelEngine", "engine/ParcelEngine", "store/ParcelStore");
        assertThat(Texts.diagrams(answer))
                .isNotEmpty()
                .allMatch(diagram -> diagram.contains("ParcelEngine") && diagram.contains("-->"));
    }

    @Test
    void an_answer_without_passages_says_so_and_names_the_parts() {
        String answer = Texts.asked(question("What is a zebra?"), List.of(), shop.map(), Language.ENGLISH);
        assertThat(answer).contains("Nothing in this repository", "`engine`").doesNotContain("[src/");
    }

    @Test
    void passages_that_have_nothing_of_the_question_are_no_answer() {
        String answer = answer("How do zebras photosynthesise?", "engine/ParcelEngine");
        assertThat(answer).contains("Nothing in this repository", "`engine`");
    }

    @Test
    void what_the_whole_is_for_is_told_by_the_readme_and_the_modules() {
        String answer = answer("What is this project for?", "engine/ParcelEngine");
        assertThat(answer).contains("keeps the orders of a small shop", "[README.md:1-3]", "`engine`", "```mermaid");
        Texts.assertCitationsHold(answer, shop);
    }

    @Test
    void what_the_question_names_comes_first() {
        String answer = answer("What does StockStore do?", "engine/ParcelEngine", "store/StockStore");
        assertThat(answer).startsWith("In short, the class `StockStore` keeps what the store knows of one stock");
    }

    @Test
    void an_answer_is_about_the_open_file_whatever_was_found_elsewhere() {
        String answer = about("StockStore", "What does this file do?", "engine/ParcelEngine", "store/ParcelStore");
        assertThat(answer)
                .startsWith("In short, the class `StockStore` keeps what the store knows of one stock")
                .contains("`src/main/java/shop/store/StockStore.java`", "`acceptStock`");
        assertThat(answer.indexOf("ParcelEngine")).isNegative();
        Texts.assertCitationsHold(answer, shop);
    }

    @Test
    void what_the_question_calls_by_its_words_comes_first_of_the_open_file() {
        assertThat(about("StockStore", "How does it drop a stock?")).startsWith("In short, the method `dropStock`");
    }

    @Test
    void a_declaration_that_stands_in_several_passages_is_told_once() {
        SourcePath path = new SourcePath("lib/tank.py");
        Symbol tank = new Symbol(SymbolKind.TYPE, "Tank", "", "class Tank:", "Of fuel, and no more.", new LineRange(1, 4));
        shop.file(path.value(), "class Tank:\n    a\n    b\n    c\n", new FileOutline("", List.of(tank), List.of()));
        List<Excerpt> halves = List.of(
                new Excerpt(path, new LineRange(1, 2), "Tank", "class Tank:\n    a"),
                new Excerpt(path, new LineRange(3, 4), "Tank", "    b\n    c"));
        String answer = Texts.asked(
                new Prompt.Answer("What is it?", List.of(), halves), List.of(), shop.map(), Language.ENGLISH);
        assertThat(answer).containsOnlyOnce("Of fuel, and no more").doesNotContain("Also relevant");
    }

    @Test
    void an_open_file_without_declarations_is_told_of_all_the_same() {
        shop.text("data/empty.txt", "").text("data/words.txt", "one\ntwo\n");
        assertThat(open("data/words.txt", "What is in it?")).startsWith("`data/words.txt` has 2 lines");
        assertThat(open("data/empty.txt", "What is in it?")).startsWith("`data/empty.txt` has 0 lines.");
    }

    @Test
    void the_same_question_gets_the_same_answer() {
        assertThat(answer("parcel", "engine/ParcelEngine")).isEqualTo(answer("parcel", "engine/ParcelEngine"));
    }

    @Test
    void an_empty_repository_is_answered() {
        String answer =
                Texts.asked(question("What is this?"), List.of(), new SampleRepository().map(), Language.ENGLISH);
        assertThat(answer).contains("no language model was used");
    }

    private String answer(String question, String... files) {
        List<SourcePath> paths = Stream.of(files)
                .map(file -> new SourcePath("src/main/java/shop/" + file + ".java"))
                .toList();
        List<Excerpt> passages = shop.passages(paths);
        assertThat(passages).hasSize(files.length);
        return Texts.asked(question(question), passages, shop.map(), Language.ENGLISH);
    }

    private String about(String type, String question, String... found) {
        return open("src/main/java/shop/store/" + type + ".java", question, found);
    }

    private String open(String path, String question, String... found) {
        List<SourcePath> paths = Stream.of(found)
                .map(file -> new SourcePath("src/main/java/shop/" + file + ".java"))
                .toList();
        List<Excerpt> file = shop.passages(List.of(new SourcePath(path)));
        return Texts.asked(
                new Prompt.Answer(question, List.of(), file), shop.passages(paths), shop.map(), Language.ENGLISH);
    }

    private static Prompt.Answer question(String question) {
        return new Prompt.Answer(question, List.of(), List.of());
    }
}
