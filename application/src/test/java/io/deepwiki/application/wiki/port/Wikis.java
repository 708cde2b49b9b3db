package io.deepwiki.application.wiki.port;

import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.util.List;

/** Wikis for tests. */
public final class Wikis {
    public static final PagePlan OVERVIEW = new PagePlan(
            "overview",
            "What it is",
            "Tells what \"it\" is.",
            Importance.HIGH,
            List.of(new SourcePath("README.md"), new SourcePath("src/Engine.java")),
            List.of("engine"));
    public static final PagePlan ENGINE =
            new PagePlan("engine", "The engine", "Tells how it burns.", Importance.MEDIUM, List.of(), List.of());
    public static final Outline OUTLINE = new Outline(
            "Rocket",
            "How it flies",
            List.of(
                    new Section("start", "Start here", List.of("overview")),
                    new Section("core", "Core", List.of("engine"))),
            List.of(OVERVIEW, ENGINE));
    public static final ModelRef MODEL = new ModelRef("builtin", "outline-1");

    private Wikis() {}

    /** What {@code main} of the usual repository is about, in English. */
    public static Wiki.Subject subject(SnapshotId snapshot) {
        return new Wiki.Subject(
                Sources.REPOSITORY, "main", Sources.commit('a'), snapshot, Language.ENGLISH, WikiMode.COMPREHENSIVE);
    }

    /** A written page. */
    public static WikiPage page(PagePlan plan, String content) {
        Citation citation = new Citation(new SourcePath("src/Engine.java"), new LineRange(3, 9));
        return new WikiPage(plan, content, List.of(new CheckedCitation(citation, CheckedCitation.State.MOVED)));
    }
}
