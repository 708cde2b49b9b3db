package io.deepwiki.application.wiki;

import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes one page: a model writes it from the page's files, its diagrams are checked, and its citations are held against the commit. */
public final class WritePage {
    /** The most text of its files that a model is shown for one page, in characters. */
    private static final int MOST_CHARACTERS = 120_000;

    private final ReadCodeMap maps;
    private final PassageIndex index;
    private final InstantSource clock;

    public WritePage(ReadCodeMap maps, PassageIndex index, InstantSource clock) {
        this.maps = maps;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Writes the page.
     *
     * @throws io.deepwiki.application.llm.port.ModelException when the model does not
     */
    public WrittenPage write(WikiSource source, Outline outline, PagePlan page, ChatModel model) {
        Instant begun = clock.instant();
        CodeMap map = maps.of(source.snapshot(), source.filter());
        Prompt prompt = new Prompt(task(outline, page), source.name(), source.language(), excerpts(source, page), map);
        StringBuilder text = new StringBuilder();
        Reply reply = model.reply(prompt, text::append);
        CheckedPage checked = CheckedPage.of(text.toString(), map);
        return new WrittenPage(
                checked.content(), checked.citations(), reply.usage(), Duration.between(begun, clock.instant()));
    }

    private static Prompt.Page task(Outline outline, PagePlan page) {
        List<Prompt.Link> related = outline.pages().stream()
                .filter(other -> page.related().contains(other.slug()))
                .map(other -> new Prompt.Link(other.slug(), other.title()))
                .toList();
        return new Prompt.Page(outline.title(), page.title(), page.description(), page.files(), related);
    }

    /** The chunks of the page's files in the page's order, as far as they fit; a chunk is never cut. */
    private List<Excerpt> excerpts(WikiSource source, PagePlan page) {
        Map<SourcePath, List<Excerpt>> byFile = index.excerptsOf(source.snapshot(), page.files()).stream()
                .collect(Collectors.groupingBy(Excerpt::path));
        List<Excerpt> fitting = new ArrayList<>();
        int characters = 0;
        for (SourcePath file : page.files()) {
            for (Excerpt excerpt : byFile.getOrDefault(file, List.of())) {
                characters += excerpt.text().length();
                if (characters > MOST_CHARACTERS) {
                    return fitting;
                }
                fitting.add(excerpt);
            }
        }
        return fitting;
    }
}
