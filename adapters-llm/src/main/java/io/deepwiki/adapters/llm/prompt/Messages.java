package io.deepwiki.adapters.llm.prompt;

import dev.langchain4j.data.message.ChatMessage;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink.Cut;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A prompt as messages: what to do, what was said before, and last what is asked now with what was retrieved for it. What must be said is
 * counted first; the repository gets what is left.
 *
 * @param all in the order in which a model reads them
 * @param tokens of all of them, by an estimate
 * @param cuts what was left out of what people said or showed
 */
public record Messages(List<ChatMessage> all, int tokens, Set<Cut> cuts) {
    public Messages {
        all = List.copyOf(all);
        cuts = Set.copyOf(cuts);
    }

    /**
     * Renders a prompt.
     *
     * @throws io.deepwiki.application.llm.port.ModelException TooLong if what must be said does not fit
     */
    public static Messages of(Prompt prompt, Allowance allowance) {
        MessageDraft draft = new MessageDraft(allowance);
        return switch (prompt.task()) {
            case Prompt.Answer answer -> answer(prompt, answer, draft);
            case Prompt.Research research -> research(prompt, research, draft);
            case Prompt.Plan plan -> plan(prompt, plan, draft);
            case Prompt.Page page -> page(prompt, page, draft);
            case Prompt.Repair repair -> repair(prompt, repair, draft);
        };
    }

    private static Messages answer(Prompt prompt, Prompt.Answer answer, MessageDraft draft) {
        draft.system(Instructions.text("answer", language(prompt)));
        String question = "\nQuestion: " + draft.question(answer.question());
        draft.history(answer.history());
        return draft.ask(block(prompt, answer.file(), draft) + question);
    }

    private static Messages research(Prompt prompt, Prompt.Research research, MessageDraft draft) {
        String stage = research.stage().name().toLowerCase(Locale.ROOT);
        draft.system(Instructions.text(
                "research",
                Map.of(
                        "language", prompt.language().label(),
                        "stage", Instructions.text("research-" + stage, Map.of("heading", research.heading())))));
        String topic = "\nTopic: " + draft.question(research.topic())
                + (research.open().isEmpty() ? "" : "\nLeft open so far:\n- " + String.join("\n- ", research.open()))
                + "\nWrite " + research.heading() + ".";
        draft.history(research.history());
        return draft.ask(block(prompt, research.file(), draft) + topic);
    }

    private static String block(Prompt prompt, List<Excerpt> file, MessageDraft draft) {
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance());
        if (!block.file(file)) {
            draft.cut(Cut.FILE);
        }
        return block.passages(prompt.passages()).closed();
    }

    private static Messages plan(Prompt prompt, Prompt.Plan plan, MessageDraft draft) {
        draft.system(Instructions.text(
                "plan",
                Map.of(
                        "language", prompt.language().label(),
                        "fewest", Integer.toString(plan.fewestPages()),
                        "most", Integer.toString(plan.mostPages()))));
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance())
                .readme(prompt.map())
                .map(prompt.map())
                .paths(prompt.map());
        String again = plan.refused()
                .map(
                        why -> "\nYour last plan could not be used: " + why
                                + " Write it in lines of the form above, each with its English word before the colon, and nothing else.")
                .orElse("");
        return draft.ask(block.closed() + again + "\nWrite the plan.");
    }

    private static Messages page(Prompt prompt, Prompt.Page page, MessageDraft draft) {
        draft.system(Instructions.text("page", language(prompt)));
        return draft.ask(order(prompt, page, draft));
    }

    private static Messages repair(Prompt prompt, Prompt.Repair repair, MessageDraft draft) {
        draft.system(Instructions.text("page", language(prompt)));
        String written = draft.allowance().need(repair.written());
        String wanted = draft.allowance()
                .need("These citations point at lines or files that do not exist: "
                        + String.join(", ", repair.unresolved())
                        + "\nWrite the whole page again. Put the right citation in place of each, from the passages above, or leave its claim out."
                        + " Change nothing else.");
        draft.user(order(prompt, repair.page(), draft));
        draft.model(written);
        return draft.ask(wanted);
    }

    private static String order(Prompt prompt, Prompt.Page page, MessageDraft draft) {
        String files = page.files().stream().map(SourcePath::value).collect(Collectors.joining(", "));
        String related = page.related().stream().map(Prompt.Link::title).collect(Collectors.joining("; "));
        String order = draft.allowance()
                .need("\nWiki: " + page.wikiTitle() + "\nPage: " + page.title() + "\nAbout: " + page.description()
                        + "\nFiles: " + files + "\nOther pages: " + related + "\nWrite the page.");
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance())
                .map(prompt.map())
                .passages(prompt.passages());
        return block.closed() + order;
    }

    private static Map<String, String> language(Prompt prompt) {
        return Map.of("language", prompt.language().label());
    }
}
