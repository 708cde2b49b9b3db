package io.deepwiki.application.wiki;

import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.wiki.OutlineParser.Parsed;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which pages a wiki has: a model plans them from the code map, and the plan is checked. */
public final class PlanWiki {
    private static final int TRIES = 2;

    private final ReadCodeMap maps;

    public PlanWiki(ReadCodeMap maps) {
        this.maps = maps;
    }

    /**
     * Plans the pages.
     *
     * @param pages how many are wished for; empty: 8 to 12, or 4 to 6 for a concise wiki
     * @throws FailureException Invalid {@code nothing_to_read} if the snapshot has no text file; BadUpstream {@code unusable_plan}
     */
    public Planned plan(WikiSource source, WikiMode mode, Optional<Integer> pages, ChatModel model) {
        CodeMap map = maps.of(source.snapshot(), source.filter());
        if (map.files().isEmpty()) {
            throw new FailureException(Invalid.field(
                    "nothing_to_read",
                    "repo_url",
                    "The repository has no text files that pass the filters: there is nothing to write about."));
        }
        int fewest = pages.orElse(mode == WikiMode.COMPREHENSIVE ? 8 : 4);
        int most = pages.orElse(mode == WikiMode.COMPREHENSIVE ? 12 : 6);
        Prompt prompt = new Prompt(new Prompt.Plan(fewest, most), source.name(), source.language(), List.of(), map);
        Set<SourcePath> existing = map.files().stream().map(FileFacts::path).collect(Collectors.toUnmodifiableSet());
        for (int tried = 0; tried < TRIES; tried++) {
            StringBuilder text = new StringBuilder();
            model.reply(prompt, text::append);
            if (OutlineParser.parse(text.toString(), existing)
                    instanceof Parsed.Outlined(Outline outline, List<String> repairs)) {
                return new Planned(outline, repairs);
            }
        }
        throw new FailureException(
                new BadUpstream("unusable_plan", "The model wrote no plan that can be read: try again."));
    }

    /** A plan, and what had to be mended in it, in sentences. */
    public record Planned(Outline outline, List<String> repairs) {
        public Planned {
            repairs = List.copyOf(repairs);
        }
    }
}
