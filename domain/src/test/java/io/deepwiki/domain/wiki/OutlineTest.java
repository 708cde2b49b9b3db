package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static PagePlan page(String slug) {
        return new PagePlan(slug, "Title", "What it explains.", Importance.HIGH, List.of(), List.of());
    }

    @Test
    void a_page_stands_in_a_section() {
        Section core = new Section("core", "Core", List.of("jobs", "queue"));
        Outline outline = new Outline("Shop", "A shop.", List.of(core), List.of(page("jobs"), page("queue")));
        assertThat(outline.sectionOf("queue")).isEqualTo(core);
        assertThatIllegalArgumentException().isThrownBy(() -> outline.sectionOf("web"));
    }

    @Test
    void a_page_has_a_slug() {
        assertThatIllegalArgumentException().isThrownBy(() -> page("Not a slug"));
        assertThatIllegalArgumentException().isThrownBy(() -> page("a--b"));
    }

    @Test
    void a_page_keeps_its_own_lists() {
        List<CheckedCitation> citations = new ArrayList<>();
        WikiPage page = new WikiPage(page("jobs"), "# Jobs", citations);
        citations.add(new CheckedCitation(
                Citations.find("[a.c:1]").getFirst().citations().getFirst(), CheckedCitation.State.MOVED));
        assertThat(page.citations()).isEmpty();
    }

    @Test
    void an_id_is_written_as_it_is() {
        UUID id = new UUID(1, 2);
        assertThat(new WikiId(id)).hasToString(id.toString());
    }
}
