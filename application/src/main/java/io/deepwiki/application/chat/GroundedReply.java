package io.deepwiki.application.chat;

import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.FindPassages;
import io.deepwiki.application.retrieval.ReadyRepository;
import io.deepwiki.application.retrieval.ReadyRepository.Ready;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.application.streaming.AnswerPart.Sources;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.CheckedCitation.State;
import io.deepwiki.domain.wiki.CitationCheck;
import java.util.List;
import java.util.stream.Collectors;

/** A model's reply that stands on the code: the repository is made ready, passages are found, the model is asked, its citations are checked. */
public final class GroundedReply {
    private static final int PASSAGES = 20;

    private final ReadyRepository repositories;
    private final FindPassages passages;
    private final ChatPrompt prompts;

    public GroundedReply(ReadyRepository repositories, FindPassages passages, ChatPrompt prompts) {
        this.repositories = repositories;
        this.passages = passages;
        this.prompts = prompts;
    }

    /** The commit that is spoken of. The reader is told of it, and of what it takes to have it. */
    public Snapshot open(ChatQuestion question, Caller caller, AnswerWriter writer) throws InterruptedException {
        Ready ready = repositories.ready(
                question.repository(),
                question.branch(),
                question.token(),
                caller,
                progress -> writer.tell(new Notice("indexing", progress.sentence())));
        writer.tell(new Opened(ready.snapshot().commit()));
        if (ready.behind()) {
            writer.tell(new Notice("behind", behind(ready)));
        }
        return ready.snapshot();
    }

    private static String behind(Ready ready) {
        return "This answer is about commit " + ready.snapshot().commit().abbreviated() + "; the branch is at "
                + ready.opened().head().commit().abbreviated() + ", which is being indexed.";
    }

    /**
     * Retrieves for the question and lets the model answer it.
     *
     * @throws io.deepwiki.application.llm.port.ModelException when it does not
     */
    public Reply answer(ChatQuestion question, Snapshot snapshot, ChatModel model, AnswerWriter writer)
            throws InterruptedException {
        List<ScoredPassage> found = passages.find(snapshot.id(), question.searched(), question.filter(), PASSAGES);
        writer.tell(new Sources(found.stream().map(GroundedReply::source).toList()));
        Prompt prompt = prompts.of(question, snapshot.id(), found);
        int from = writer.written().length();
        Reply reply = new PatientAsking(model, writer).ask(prompt);
        check(writer.written().from(from), prompt, writer);
        return reply;
    }

    private static Source source(ScoredPassage passage) {
        var excerpt = passage.excerpt();
        return new Source(excerpt.path(), excerpt.lines(), excerpt.symbol());
    }

    private static void check(String text, Prompt prompt, AnswerWriter writer) {
        String unresolved = CitationCheck.check(text, prompt.map().linesOfFile()).stream()
                .filter(checked -> checked.state() == State.UNRESOLVED)
                .map(CheckedCitation::citation)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        if (!unresolved.isEmpty()) {
            writer.tell(new Notice(
                    "unresolved_citations", "These citations point at no lines of this commit: " + unresolved + "."));
        }
    }
}
