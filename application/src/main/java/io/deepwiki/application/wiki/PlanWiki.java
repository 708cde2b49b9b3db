package io.deepwiki.application.wiki;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.Rejected;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.wiki.OutlineParser.Parsed;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PlanCheck;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @throws FailureException Invalid {@code nothing_to_read} if the snapshot has no text file; Rejected {@code unusable_plan}
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
        Set<SourcePath> existing = map.files().stream().map(FileFacts::path).collect(Collectors.toUnmodifiableSet());
        Optional<String> refused = Optional.empty();
        for (int tried = 0; tried < TRIES; tried++) {
            Prompt.Plan task = new Prompt.Plan(fewest, most, refused);
            switch (OutlineParser.parse(asked(task, source, map, model), existing)) {
                case Parsed.Outlined(Outline outline, List<String> repairs) -> {
                    return planned(PlanCheck.of(outline, map, most), refused, repairs);
                }
                case Parsed.Unusable(String why) -> refused = Optional.of(why);
            }
        }
        throw new FailureException(new Rejected(
                "unusable_plan",
                "The model wrote no plan that can be read, though it was asked twice. " + refused.orElse("")
                        + " Try again, or choose another model."));
    }

    private static String asked(Prompt.Plan task, WikiSource source, CodeMap map, ChatModel model) {
        StringBuilder text = new StringBuilder();
        model.reply(new Prompt(task, source.name(), source.language(), List.of(), map), text::append);
        return text.toString();
    }

    private static Planned planned(PlanCheck.Checked checked, Optional<String> refused, List<String> repairs) {
        Stream<String> again =
                refused.stream().map(why -> "The first plan could not be read, and was asked for again. " + why);
        return new Planned(
                checked.outline(),
                Stream.of(again, repairs.stream(), checked.repairs().stream())
                        .flatMap(each -> each)
                        .toList());
    }

    /** A plan, and what had to be mended in it, in sentences. */
    public record Planned(Outline outline, List<String> repairs) {
        public Planned {
            repairs = List.copyOf(repairs);
        }
    }
}
