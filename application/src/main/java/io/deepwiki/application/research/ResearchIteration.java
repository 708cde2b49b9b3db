package io.deepwiki.application.research;

import io.deepwiki.application.chat.ChatPrompt;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.GroundedReply;
import io.deepwiki.application.chat.GroundedReply.Desk;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import io.deepwiki.domain.research.Research;
import io.deepwiki.domain.research.ResearchStage;
import io.deepwiki.domain.research.ResearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes one stage of a research: it retrieves anew, from what the stage before left open. */
final class ResearchIteration {
    private final GroundedReply replies;

    ResearchIteration(GroundedReply replies) {
        this.replies = replies;
    }

    /** @param question the conversation so far; its last message asks for this stage */
    Reply write(ChatQuestion question, Research research, Desk desk) {
        ResearchStage stage = research.stage();
        List<String> open = stage.plans() ? List.of() : openQuestions(question);
        List<String> searched = new ArrayList<>(List.of(research.searched(question.turns())));
        searched.addAll(open);
        return replies.reply(
                question,
                String.join("\n", searched),
                file -> new Prompt.Research(
                        Prompt.Research.Stage.valueOf(stage.word().toUpperCase(Locale.ROOT)),
                        stage.heading(),
                        research.topic(),
                        open,
                        ChatPrompt.history(question),
                        file),
                desk,
                new StageText(stage, research.topic(), desk.writer()));
    }

    private static List<String> openQuestions(ChatQuestion question) {
        return question.turns().stream()
                .filter(turn -> turn.role() == Role.ASSISTANT)
                .map(Turn::content)
                .reduce((_, last) -> last)
                .map(ResearchText::openQuestions)
                .orElse(List.of());
    }
}
