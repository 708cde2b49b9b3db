package io.deepwiki.adapters.llm.prompt;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A prompt as messages: what to do, what was said before, and last what is asked now with what was retrieved for it.
 *
 * @param all in the order in which a model reads them
 * @param characters of all texts together
 */
public record Messages(List<ChatMessage> all, int characters) {
    public Messages {
        all = List.copyOf(all);
    }

    /** Renders a prompt. */
    public static Messages of(Prompt prompt) {
        return switch (prompt.task()) {
            case Prompt.Answer answer -> answer(prompt, answer);
            case Prompt.Plan plan -> plan(prompt, plan);
            case Prompt.Page page -> page(prompt, page);
            case Prompt.Repair repair -> repair(prompt, repair);
        };
    }

    private static Messages answer(Prompt prompt, Prompt.Answer answer) {
        Draft draft = new Draft(Instructions.text("answer", language(prompt)));
        answer.history().forEach(draft::turn);
        RepositoryBlock block = new RepositoryBlock(prompt.repository())
                .passages("The reader's open file", answer.file())
                .passages("Passage", prompt.passages());
        return draft.ask(block.closed() + "\nQuestion: " + answer.question());
    }

    private static Messages plan(Prompt prompt, Prompt.Plan plan) {
        Draft draft = new Draft(Instructions.text(
                "plan",
                Map.of(
                        "language", prompt.language().label(),
                        "fewest", Integer.toString(plan.fewestPages()),
                        "most", Integer.toString(plan.mostPages()))));
        RepositoryBlock block = new RepositoryBlock(prompt.repository())
                .readme(prompt.map())
                .map(prompt.map())
                .paths(prompt.map());
        return draft.ask(block.closed() + "\nWrite the plan.");
    }

    private static Messages page(Prompt prompt, Prompt.Page page) {
        return new Draft(Instructions.text("page", language(prompt))).ask(order(prompt, page));
    }

    private static Messages repair(Prompt prompt, Prompt.Repair repair) {
        Draft draft = new Draft(Instructions.text("page", language(prompt)));
        draft.turn(new Prompt.Turn(false, order(prompt, repair.page())));
        draft.turn(new Prompt.Turn(true, repair.written()));
        return draft.ask(
                "These citations point at lines or files that do not exist: "
                        + String.join(", ", repair.unresolved())
                        + "\nWrite the whole page again. Put the right citation in place of each, from the passages above, or leave its claim out. Change nothing else.");
    }

    private static String order(Prompt prompt, Prompt.Page page) {
        RepositoryBlock block =
                new RepositoryBlock(prompt.repository()).map(prompt.map()).passages("Passage", prompt.passages());
        String files = page.files().stream().map(SourcePath::value).collect(Collectors.joining(", "));
        String related = page.related().stream().map(Prompt.Link::title).collect(Collectors.joining("; "));
        return block.closed() + "\nWiki: " + page.wikiTitle() + "\nPage: " + page.title() + "\nAbout: "
                + page.description() + "\nFiles: " + files + "\nOther pages: " + related + "\nWrite the page.";
    }

    private static Map<String, String> language(Prompt prompt) {
        return Map.of("language", prompt.language().label());
    }

    /** Messages that are being put together. */
    private static final class Draft {
        private final List<ChatMessage> messages = new ArrayList<>();
        private int characters;

        Draft(String system) {
            messages.add(SystemMessage.from(system));
            characters = system.length();
        }

        void turn(Prompt.Turn turn) {
            messages.add(turn.byModel() ? AiMessage.from(turn.content()) : UserMessage.from(turn.content()));
            characters += turn.content().length();
        }

        Messages ask(String text) {
            messages.add(UserMessage.from(text));
            return new Messages(messages, characters + text.length());
        }
    }
}
