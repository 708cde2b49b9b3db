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
 * A prompt as messages: what to do, what was said before, and last what is asked now with what was retrieved for it. What must be said is
 * counted first; the repository gets what is left.
 *
 * @param all in the order in which a model reads them
 * @param characters of all texts together
 */
public record Messages(List<ChatMessage> all, int characters) {
    public Messages {
        all = List.copyOf(all);
    }

    /**
     * Renders a prompt.
     *
     * @throws io.deepwiki.application.llm.port.ModelException TooLong if what must be said does not fit
     */
    public static Messages of(Prompt prompt, Allowance allowance) {
        Draft draft = new Draft(allowance);
        return switch (prompt.task()) {
            case Prompt.Answer answer -> answer(prompt, answer, draft);
            case Prompt.Plan plan -> plan(prompt, plan, draft);
            case Prompt.Page page -> page(prompt, page, draft);
            case Prompt.Repair repair -> repair(prompt, repair, draft);
        };
    }

    private static Messages answer(Prompt prompt, Prompt.Answer answer, Draft draft) {
        draft.system(Instructions.text("answer", language(prompt)));
        answer.history().forEach(draft::turn);
        String question = draft.allowance.need("\nQuestion: " + answer.question());
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance)
                .passages("The reader's open file", answer.file())
                .passages("Passage", prompt.passages());
        return draft.ask(block.closed() + question);
    }

    private static Messages plan(Prompt prompt, Prompt.Plan plan, Draft draft) {
        draft.system(Instructions.text(
                "plan",
                Map.of(
                        "language", prompt.language().label(),
                        "fewest", Integer.toString(plan.fewestPages()),
                        "most", Integer.toString(plan.mostPages()))));
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance)
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

    private static Messages page(Prompt prompt, Prompt.Page page, Draft draft) {
        draft.system(Instructions.text("page", language(prompt)));
        return draft.ask(order(prompt, page, draft));
    }

    private static Messages repair(Prompt prompt, Prompt.Repair repair, Draft draft) {
        draft.system(Instructions.text("page", language(prompt)));
        String written = draft.allowance.need(repair.written());
        String wanted = draft.allowance.need("These citations point at lines or files that do not exist: "
                + String.join(", ", repair.unresolved())
                + "\nWrite the whole page again. Put the right citation in place of each, from the passages above, or leave its claim out."
                + " Change nothing else.");
        draft.say(UserMessage.from(order(prompt, repair.page(), draft)));
        draft.say(AiMessage.from(written));
        return draft.ask(wanted);
    }

    private static String order(Prompt prompt, Prompt.Page page, Draft draft) {
        String files = page.files().stream().map(SourcePath::value).collect(Collectors.joining(", "));
        String related = page.related().stream().map(Prompt.Link::title).collect(Collectors.joining("; "));
        String order = draft.allowance.need("\nWiki: " + page.wikiTitle() + "\nPage: " + page.title() + "\nAbout: "
                + page.description() + "\nFiles: " + files + "\nOther pages: " + related + "\nWrite the page.");
        RepositoryBlock block = new RepositoryBlock(prompt.repository(), draft.allowance)
                .map(prompt.map())
                .passages("Passage", prompt.passages());
        return block.closed() + order;
    }

    private static Map<String, String> language(Prompt prompt) {
        return Map.of("language", prompt.language().label());
    }

    /** Messages that are being put together. */
    private static final class Draft {
        private final List<ChatMessage> messages = new ArrayList<>();
        private final Allowance allowance;
        private int characters;

        Draft(Allowance allowance) {
            this.allowance = allowance;
        }

        void system(String text) {
            allowance.need(text);
            characters += text.length();
            messages.add(SystemMessage.from(text));
        }

        void turn(Prompt.Turn turn) {
            allowance.need(turn.content());
            say(turn.byModel() ? AiMessage.from(turn.content()) : UserMessage.from(turn.content()));
        }

        void say(ChatMessage message) {
            characters += message instanceof UserMessage user
                    ? user.singleText().length()
                    : ((AiMessage) message).text().length();
            messages.add(message);
        }

        Messages ask(String text) {
            say(UserMessage.from(text));
            return new Messages(messages, characters);
        }
    }
}
