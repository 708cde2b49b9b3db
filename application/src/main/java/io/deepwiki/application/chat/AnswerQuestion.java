package io.deepwiki.application.chat;

import static java.lang.System.Logger.Level.ERROR;

import io.deepwiki.application.chat.AnswerPart.Notice;
import io.deepwiki.application.chat.AnswerPart.Opened;
import io.deepwiki.application.chat.AnswerPart.Sources;
import io.deepwiki.application.chat.AnswerPart.Used;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.FindPassages;
import io.deepwiki.application.retrieval.ReadyRepository;
import io.deepwiki.application.retrieval.ReadyRepository.Ready;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.retrieval.ScoredPassage;
import java.util.List;
import java.util.Optional;

/** Answers one question from top to bottom: make the repository ready, retrieve, ask the model, settle. Ends its log in every case. */
final class AnswerQuestion {
    private static final System.Logger LOG = System.getLogger(AnswerQuestion.class.getName());
    private static final int PASSAGES = 20;

    private final ReadyRepository repositories;
    private final FindPassages passages;
    private final ChatPrompt prompts;

    AnswerQuestion(ReadyRepository repositories, FindPassages passages, ChatPrompt prompts) {
        this.repositories = repositories;
        this.passages = passages;
        this.prompts = prompts;
    }

    void answer(ChatQuestion question, Caller caller, ChatModel model, AnswerWriter writer) {
        try {
            Reply reply = reply(question, caller, model, writer);
            writer.tell(new Used(reply.usage()));
            writer.done(reply.reason());
        } catch (FailureException e) {
            writer.failed(e.failure());
        } catch (ModelException e) {
            writer.failed(ModelFailures.told(e.failure()));
        } catch (ReaderGone | InterruptedException _) {
            writer.failed(new Conflict("cancelled", "The answer was stopped."));
        } catch (RuntimeException e) {
            LOG.log(ERROR, "event=answer_failed", e);
            writer.failed(new Unavailable("internal_error", "Something went wrong here: ask again.", Optional.empty()));
        }
    }

    private Reply reply(ChatQuestion question, Caller caller, ChatModel model, AnswerWriter writer)
            throws InterruptedException {
        Ready ready = repositories.ready(
                question.repository(),
                question.branch(),
                question.token(),
                caller,
                progress -> writer.tell(new Notice("indexing", progress.sentence())));
        Snapshot snapshot = ready.snapshot();
        writer.tell(new Opened(snapshot.commit()));
        if (ready.behind()) {
            writer.tell(new Notice("behind", behind(ready)));
        }
        List<ScoredPassage> found = passages.find(snapshot.id(), question.searched(), question.filter(), PASSAGES);
        writer.tell(new Sources(found));
        Prompt prompt = prompts.of(question, snapshot.id(), found);
        try {
            return model.reply(prompt, writer::text);
        } catch (ModelException e) {
            if (e.failure() instanceof TooLong && !writer.begun()) {
                return replyWithoutContext(question, snapshot, model, writer);
            }
            throw e;
        }
    }

    private static String behind(Ready ready) {
        return "This answer is about commit " + ready.snapshot().commit().abbreviated() + "; the branch is at "
                + ready.opened().head().commit().abbreviated() + ", which is being indexed.";
    }

    /** The promise for a prompt that the provider finds too long: once more without what was retrieved, and the reader is told. */
    private Reply replyWithoutContext(ChatQuestion question, Snapshot snapshot, ChatModel model, AnswerWriter writer) {
        String told = ContextDropped.sentence(question.language());
        writer.tell(new Notice("context_dropped", told));
        writer.text(told + "\n\n");
        return model.reply(prompts.of(question, snapshot.id(), List.of()), writer::text);
    }
}
