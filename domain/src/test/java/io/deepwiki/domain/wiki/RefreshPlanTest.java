package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceChanges;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.PageFate.Kept;
import io.deepwiki.domain.wiki.PageFate.LeftOut;
import io.deepwiki.domain.wiki.PageFate.Rewritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RefreshPlanTest {
    private static final Map<SourcePath, String> BEFORE =
            Map.of(path("a.c"), "1", path("b.c"), "2", path("c.c"), "3", path("d.c"), "4");

    private static SourcePath path(String path) {
        return new SourcePath(path);
    }

    private static PagePlan plan(String slug, List<String> files, String... related) {
        return new PagePlan(
                slug,
                slug,
                "",
                Importance.HIGH,
                files.stream().map(SourcePath::new).toList(),
                List.of(related));
    }

    private static WikiPage page(PagePlan plan, String... cited) {
        return new WikiPage(
                plan,
                "# " + plan.title(),
                Stream.of(cited)
                        .map(path -> new CheckedCitation(
                                new Citation(path(path), new LineRange(1, 2)), CheckedCitation.State.RESOLVES))
                        .toList());
    }

    private static Outline outline(List<PagePlan> pages) {
        List<String> slugs = pages.stream().map(PagePlan::slug).toList();
        int half = slugs.size() / 2;
        return new Outline(
                "Shop",
                "",
                Stream.of(
                                new Section("one", "One", slugs.subList(0, half)),
                                new Section("two", "Two", slugs.subList(half, slugs.size())))
                        .filter(section -> !section.pages().isEmpty())
                        .toList(),
                pages);
    }

    private static RefreshPlan refresh(Map<SourcePath, String> after, WikiPage... pages) {
        return RefreshPlan.of(
                outline(Stream.of(pages).map(WikiPage::plan).toList()),
                List.of(pages),
                SourceChanges.between(BEFORE, after));
    }

    @Test
    void a_page_that_lists_or_cites_a_changed_file_is_written_again_and_others_stay() {
        WikiPage lists = page(plan("lists", List.of("a.c")));
        WikiPage cites = page(plan("cites", List.of("b.c")), "b.c", "a.c");
        WikiPage neither = page(plan("neither", List.of("b.c")), "c.c");
        Map<SourcePath, String> after = new HashMap<>(BEFORE);
        after.put(path("a.c"), "9");
        RefreshPlan plan = refresh(after, lists, cites, neither);
        assertThat(plan.fates())
                .containsExactly(
                        new Rewritten(lists.plan(), "a.c has changed"),
                        new Rewritten(cites.plan(), "a.c has changed"),
                        new Kept(neither.plan()));
        assertThat(plan.rewritten()).containsExactly(lists.plan(), cites.plan());
    }

    @Test
    void a_page_is_written_again_from_where_its_files_are_now() {
        Map<SourcePath, String> after = Map.of(path("x.c"), "1", path("b.c"), "2", path("d.c"), "4");
        RefreshPlan plan = refresh(after, page(plan("all", List.of("a.c", "b.c", "c.c"))));
        assertThat(plan.fates())
                .containsExactly(
                        new Rewritten(plan("all", List.of("x.c", "b.c")), "a.c is now x.c, and so on for 2 files"));
    }

    @Test
    void a_page_without_any_file_left_is_left_out_and_what_points_to_it_is_written_again() {
        Map<SourcePath, String> after = Map.of(path("b.c"), "2");
        RefreshPlan plan = refresh(
                after, page(plan("gone", List.of("a.c"))), page(plan("points", List.of("b.c"), "gone", "other")));
        assertThat(plan.fates())
                .containsExactly(
                        new LeftOut(plan("gone", List.of("a.c")), "a.c is gone"),
                        new Rewritten(
                                plan("points", List.of("b.c"), "other"),
                                "it points to the page gone, which is left out"));
        assertThat(plan.outline().pages()).containsExactly(plan("points", List.of("b.c"), "other"));
        assertThat(plan.outline().sections()).extracting(Section::id).containsExactly("two");
    }

    @Test
    void a_planned_page_that_was_never_published_is_written() {
        PagePlan missing = plan("missing", List.of("a.c"));
        RefreshPlan plan = RefreshPlan.of(outline(List.of(missing)), List.of(), SourceChanges.between(BEFORE, BEFORE));
        assertThat(plan.fates()).containsExactly(new Rewritten(missing, "the published wiki does not have it"));
    }

    @Property(tries = 2_000)
    void every_page_gets_the_fate_that_its_files_say(@ForAll long seed) {
        Story story = Story.of(new Random(seed));
        RefreshPlan plan = RefreshPlan.of(
                outline(story.pages.stream().map(WikiPage::plan).toList()),
                story.pages,
                SourceChanges.between(story.before, story.after));
        assertThat(plan.fates()).hasSameSizeAs(story.pages);
        Set<String> leftOut = plan.fates().stream()
                .filter(fate -> fate instanceof LeftOut)
                .map(fate -> fate.plan().slug())
                .collect(Collectors.toSet());
        for (int i = 0; i < story.pages.size(); i++) {
            WikiPage page = story.pages.get(i);
            boolean concerned =
                    story.concerned(page) || page.plan().related().stream().anyMatch(leftOut::contains);
            switch (plan.fates().get(i)) {
                case Kept(PagePlan kept) -> {
                    assertThat(concerned).isFalse();
                    assertThat(kept).isEqualTo(page.plan());
                }
                case Rewritten(PagePlan again, String why) -> {
                    assertThat(concerned).isTrue();
                    assertThat(why).isNotBlank();
                    assertThat(again.slug()).isEqualTo(page.plan().slug());
                    assertThat(again.related()).noneMatch(leftOut::contains);
                    assertThat(again.files()).isNotEmpty().allMatch(story.after::containsKey);
                }
                case LeftOut _ -> assertThat(page.plan().files()).noneMatch(story.after::containsKey);
            }
        }
        assertThat(plan.outline().pages()).extracting(PagePlan::slug).noneMatch(leftOut::contains);
        assertThat(plan.outline().pages()).hasSize(story.pages.size() - leftOut.size());
        plan.outline()
                .pages()
                .forEach(page ->
                        assertThat(plan.outline().sectionOf(page.slug())).isNotNull());
    }

    /** A wiki of random pages, and a random commit. */
    private record Story(Map<SourcePath, String> before, Map<SourcePath, String> after, List<WikiPage> pages) {
        static Story of(Random random) {
            Map<SourcePath, String> before = new HashMap<>();
            Map<SourcePath, String> after = new HashMap<>();
            for (int i = 0; i < 12; i++) {
                SourcePath path = path("f" + i);
                before.put(path, "content " + i);
                switch (random.nextInt(12)) {
                    case 0 -> after.put(path, "other " + i);
                    case 1 -> after.put(path("renamed" + i), "content " + i);
                    case 2 -> {} // removed
                    default -> after.put(path, "content " + i);
                }
            }
            after.put(path("new"), "new");
            List<WikiPage> pages = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                PagePlan plan = plan("p" + i, some(random, 1 + random.nextInt(3)), "p" + (i + 1) % 8);
                pages.add(page(plan, some(random, random.nextInt(3)).toArray(String[]::new)));
            }
            return new Story(before, after, pages);
        }

        private static List<String> some(Random random, int count) {
            Set<String> files = new LinkedHashSet<>();
            for (int i = 0; i < count; i++) {
                files.add("f" + random.nextInt(12));
            }
            return List.copyOf(files);
        }

        boolean concerned(WikiPage page) {
            return Stream.concat(
                            page.plan().files().stream(),
                            page.citations().stream()
                                    .map(cited -> cited.citation().path()))
                    .anyMatch(path -> !Objects.equals(before.get(path), after.get(path)));
        }
    }
}
