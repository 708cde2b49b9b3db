package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.PlanCheck.Checked;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private static final CodeMap MAP = CodeMap.of(
            List.of(
                    code("billing/pom.xml", FileKind.CONFIG, 5),
                    code("billing/Invoice.java", FileKind.CODE, 300),
                    code("billing/Money.java", FileKind.CODE, 100),
                    code("orders/pom.xml", FileKind.CONFIG, 5),
                    code("orders/Order.java", FileKind.CODE, 400),
                    code("orders/OrderTest.java", FileKind.TEST, 900),
                    code("tiny/pom.xml", FileKind.CONFIG, 5),
                    code("tiny/Tiny.java", FileKind.CODE, 20)),
            "");

    private static FileFacts code(String path, FileKind kind, int lines) {
        return new FileFacts(new SourcePath(path), SourceLanguage.JAVA, kind, lines, FileOutline.EMPTY);
    }

    private static PagePlan page(String slug, Importance importance, String... files) {
        return new PagePlan(
                slug,
                slug,
                "",
                importance,
                Arrays.stream(files).map(SourcePath::new).toList(),
                List.of("last"));
    }

    private static Outline outline(PagePlan... pages) {
        List<String> slugs = Arrays.stream(pages).map(PagePlan::slug).toList();
        return new Outline("Shop", "", List.of(new Section("all", "All", slugs)), List.of(pages));
    }

    @Test
    void a_plan_that_holds_stays_as_it_is() {
        Outline outline = outline(page("a", Importance.LOW, "billing/Money.java", "orders/Order.java"));
        assertThat(PlanCheck.of(outline, MAP, 6)).isEqualTo(new Checked(outline, List.of()));
    }

    @Test
    void a_large_module_without_a_place_gets_a_page_of_its_main_files() {
        Checked checked = PlanCheck.of(outline(page("orders", Importance.HIGH, "orders/Order.java")), MAP, 6);
        PagePlan added = checked.outline().pages().getLast();
        assertThat(added.title()).isEqualTo("billing");
        assertThat(added.files())
                .containsExactly(new SourcePath("billing/Invoice.java"), new SourcePath("billing/Money.java"));
        assertThat(checked.outline().sectionOf(added.slug()).title()).isEqualTo("All");
        assertThat(checked.repairs()).containsExactly("The plan had no place for the module billing: it got a page.");
    }

    @Test
    void tiny_modules_need_no_place_and_tests_are_no_main_files() {
        Checked checked = PlanCheck.of(outline(page("x", Importance.HIGH, "billing/Money.java")), MAP, 6);
        assertThat(checked.outline().pages()).hasSize(2);
        assertThat(checked.outline().pages().getLast().files()).containsExactly(new SourcePath("orders/Order.java"));
    }

    @Test
    void where_no_page_may_be_added_its_files_join_another_page() {
        Checked checked = PlanCheck.of(outline(page("orders", Importance.HIGH, "orders/Order.java")), MAP, 1);
        assertThat(checked.outline().pages())
                .singleElement()
                .satisfies(page -> assertThat(page.files()).contains(new SourcePath("billing/Invoice.java")));
        assertThat(checked.repairs()).singleElement().asString().contains("went to the page \"orders\"");
    }

    @Test
    void of_too_many_pages_the_most_important_stay_in_their_order() {
        PagePlan[] pages = IntStream.range(0, 9)
                .mapToObj(number -> page(
                        number == 8 ? "last" : "p" + number,
                        number >= 7 ? Importance.HIGH : Importance.LOW,
                        "billing/Money.java",
                        "orders/Order.java"))
                .toArray(PagePlan[]::new);
        Checked checked = PlanCheck.of(outline(pages), MAP, 3);
        assertThat(checked.outline().pages()).extracting(PagePlan::slug).containsExactly("p0", "p7", "last");
        assertThat(checked.outline().sections().getFirst().pages()).containsExactly("p0", "p7", "last");
        assertThat(checked.repairs()).containsExactly("The plan had 9 pages: the 3 most important stay.");
        Checked two = PlanCheck.of(outline(Arrays.copyOf(pages, 8)), MAP, 2);
        assertThat(two.outline().pages())
                .allSatisfy(page -> assertThat(page.related()).isEmpty());
    }
}
