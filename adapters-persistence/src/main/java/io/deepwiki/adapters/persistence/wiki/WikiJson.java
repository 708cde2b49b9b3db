package io.deepwiki.adapters.persistence.wiki;

import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import java.util.Arrays;
import java.util.List;
import org.jooq.JSONB;

/** Outlines, plans and citations as they are kept in documents. */
public final class WikiJson {
    private WikiJson() {}

    private record KeptOutline(String title, String description, List<KeptSection> sections, List<KeptPlan> pages) {}

    private record KeptSection(String id, String title, List<String> pages) {}

    private record KeptPlan(
            String slug,
            String title,
            String description,
            Importance importance,
            List<String> files,
            List<String> related) {
        KeptPlan(PagePlan plan) {
            this(
                    plan.slug(),
                    plan.title(),
                    plan.description(),
                    plan.importance(),
                    plan.files().stream().map(SourcePath::value).toList(),
                    plan.related());
        }

        PagePlan plan() {
            List<SourcePath> paths = files.stream().map(SourcePath::new).toList();
            return new PagePlan(slug, title, description, importance, paths, related);
        }
    }

    private record KeptCitation(String path, int first, int last, CheckedCitation.State state) {}

    public static JSONB write(Outline outline) {
        return Json.document(new KeptOutline(
                outline.title(),
                outline.description(),
                outline.sections().stream()
                        .map(section -> new KeptSection(section.id(), section.title(), section.pages()))
                        .toList(),
                outline.pages().stream().map(KeptPlan::new).toList()));
    }

    public static Outline outline(JSONB document) {
        KeptOutline kept = Json.read(document, KeptOutline.class);
        return new Outline(
                kept.title,
                kept.description,
                kept.sections.stream()
                        .map(section -> new Section(section.id, section.title, section.pages))
                        .toList(),
                kept.pages.stream().map(KeptPlan::plan).toList());
    }

    public static JSONB write(PagePlan plan) {
        return Json.document(new KeptPlan(plan));
    }

    public static PagePlan plan(JSONB document) {
        return Json.read(document, KeptPlan.class).plan();
    }

    public static JSONB write(List<CheckedCitation> citations) {
        return Json.document(citations.stream()
                .map(one -> new KeptCitation(
                        one.citation().path().value(),
                        one.citation().lines().first(),
                        one.citation().lines().last(),
                        one.state()))
                .toList());
    }

    public static List<CheckedCitation> citations(JSONB document) {
        return Arrays.stream(Json.read(document, KeptCitation[].class))
                .map(kept -> new CheckedCitation(
                        new Citation(new SourcePath(kept.path), new LineRange(kept.first, kept.last)), kept.state))
                .toList();
    }
}
