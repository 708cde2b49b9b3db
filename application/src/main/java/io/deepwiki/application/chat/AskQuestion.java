package io.deepwiki.application.chat;

import io.deepwiki.application.chat.GroundedReply.Desk;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.domain.access.Caller;

/** Starts the answer to a question: it is written on a thread of its own, kept as it grows, and followed by whoever asked. */
public final class AskQuestion {
    private final ModelChoice models;
    private final GroundedReply replies;
    private final BeginAnswer beginning;

    public AskQuestion(ModelChoice models, GroundedReply replies, BeginAnswer beginning) {
        this.models = models;
        this.replies = replies;
        this.beginning = beginning;
    }

    /**
     * Begins to answer. The model is known to be offered when this returns; all else that may fail is told by the answer's parts.
     *
     * @throws io.deepwiki.application.failure.FailureException as {@link ModelChoice#offered} and {@link BeginAnswer#begin} do
     */
    public Answering ask(ChatQuestion question, Caller caller, Wish wish) {
        ChatModel model = models.offered(question.model());
        return beginning.begin(question, caller, wish, writer -> {
            Desk desk = new Desk(replies.open(question, caller, writer), model, writer);
            return replies.answer(question, desk).reason();
        });
    }
}
