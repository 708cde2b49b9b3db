package io.deepwiki.application.research;

import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.BeginAnswer;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.GroundedReply;
import io.deepwiki.application.chat.GroundedReply.Desk;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.research.Research;

/** Begins the next stage of a research that a client drives, one request a stage. */
public final class AskResearch {
    private final ModelChoice models;
    private final GroundedReply replies;
    private final BeginAnswer beginning;
    private final ResearchIteration iteration;

    public AskResearch(ModelChoice models, GroundedReply replies, BeginAnswer beginning) {
        this.models = models;
        this.replies = replies;
        this.beginning = beginning;
        this.iteration = new ResearchIteration(replies);
    }

    /**
     * Begins the stage that the conversation has come to.
     *
     * @throws io.deepwiki.application.failure.FailureException as {@link ModelChoice#offered} and {@link BeginAnswer#begin} do
     */
    public Answering ask(ChatQuestion question, Research research, Caller caller, Wish wish) {
        ChatModel model = models.offered(question.model());
        return beginning.begin(beginning.begun(Kind.ANSWER, question, caller), wish, _ -> {}, writer -> {
            Desk desk = new Desk(replies.open(question, caller, writer), model, writer);
            return iteration.write(question, research, desk).reason();
        });
    }
}
