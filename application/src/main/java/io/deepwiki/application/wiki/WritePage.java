package io.deepwiki.application.wiki;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ModelException;
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
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one page: a model writes it from the page's files, its diagrams are checked, and its citations are held against the commit. */
public final class WritePage {
    private static final System.Logger LOG = System.getLogger(WritePage.class.getName());

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
     * Writes the page. When citations do not resolve, the model may mend them, once; what it mends is taken if it is better.
     *
     * @throws ModelException when the model does not write it
     * @throws FailureException when the model must not be asked
     */
    public Written write(WikiSource source, Outline outline, PagePlan page, ChatModel model) {
        Instant begun = clock.instant();
        CodeMap map = maps.of(source.snapshot(), source.filter());
        Prompt prompt = new Prompt(task(outline, page), source.name(), source.language(), excerpts(source, page), map);
        CheckedPage first = draft(prompt, model);
        Optional<CheckedPage> second = first.unresolved().isEmpty() ? Optional.empty() : mended(first, prompt, model);
        CheckedPage kept = second.filter(mended -> mended.betterThan(first)).orElse(first);
        return new Written(
                new WrittenPage(kept.content(), kept.citations(), Duration.between(begun, clock.instant())),
                first.unresolved().size() - kept.unresolved().size(),
                kept.brokenDiagrams());
    }

    /**
     * A page, and what had to be mended in it.
     *
     * @param mended how many citations did not resolve at first
     * @param brokenDiagrams how many diagrams cannot be drawn and stand as text
     */
    public record Written(WrittenPage page, int mended, int brokenDiagrams) {}

    private static CheckedPage draft(Prompt prompt, ChatModel model) {
        StringBuilder text = new StringBuilder();
        model.reply(prompt, text::append);
        return CheckedPage.of(text.toString(), prompt.map());
    }

    /**
     * A page with a few citations that do not resolve is better than none: when the model fails here, or must not be asked once more, the
     * page stays as it is.
     */
    private static Optional<CheckedPage> mended(CheckedPage first, Prompt prompt, ChatModel model) {
        Prompt.Repair repair = new Prompt.Repair((Prompt.Page) prompt.task(), first.content(), first.unresolved());
        try {
            return Optional.of(draft(
                    new Prompt(repair, prompt.repository(), prompt.language(), prompt.passages(), prompt.map()),
                    model));
        } catch (ModelException e) {
            LOG.log(
                    INFO,
                    "event=page_not_mended why={0}",
                    e.failure().getClass().getSimpleName());
            return Optional.empty();
        } catch (FailureException e) {
            LOG.log(INFO, "event=page_not_mended why={0}", Sentences.of(e.failure()));
            return Optional.empty();
        }
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
