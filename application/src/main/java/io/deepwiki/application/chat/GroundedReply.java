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
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.retrieval.ScoredPassage;
import io.deepwiki.domain.wiki.CitationCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
    public Snapshot open(ChatQuestion question, Caller caller, AnswerWriter writer) {
        Ready ready = ready(question, caller, writer);
        writer.tell(new Opened(ready.snapshot().commit()));
        if (ready.behind()) {
            writer.tell(new Notice("behind", behind(ready)));
        }
        return ready.snapshot();
    }

    /**
     * The same for a text that is gone on with: it stays at its commit as long as that can be searched, whatever has been pushed since. Else the
     * reader is told that what follows is about another one.
     */
    public Snapshot reopen(ChatQuestion question, Caller caller, AnswerWriter writer, Commit commit) {
        Optional<Snapshot> same = repositories.at(question.repository(), commit, caller);
        if (same.isPresent()) {
            writer.tell(new Opened(commit));
            return same.get();
        }
        Snapshot other = open(question, caller, writer);
        if (!other.commit().equals(commit)) {
            writer.tell(new Notice(
                    "commit_changed",
                    "What stands above is about commit " + commit.abbreviated()
                            + ", which is no longer indexed; what follows is about commit "
                            + other.commit().abbreviated() + "."));
        }
        return other;
    }

    private Ready ready(ChatQuestion question, Caller caller, AnswerWriter writer) {
        try {
            return repositories.ready(
                    question.repository(),
                    question.branch(),
                    question.token(),
                    caller,
                    progress -> writer.tell(new Notice("indexing", progress.sentence())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
    }

    private static String behind(Ready ready) {
        return "This answer is about commit " + ready.snapshot().commit().abbreviated() + "; the branch is at "
                + ready.opened().head().commit().abbreviated() + ", which is being indexed.";
    }

    /**
     * What a reply is written with.
     *
     * @param snapshot the commit that is spoken of
     */
    public record Desk(Snapshot snapshot, ChatModel model, AnswerWriter writer) {}

    /**
     * Retrieves for the question and lets the model answer it.
     *
     * @throws io.deepwiki.application.llm.port.ModelException when it does not
     */
    Reply answer(ChatQuestion question, Desk desk) {
        return reply(
                question,
                question.searched(),
                file -> new Prompt.Answer(question.text(), ChatPrompt.history(question), file),
                desk,
                desk.writer);
    }

    /**
     * Retrieves, and lets the model do a task.
     *
     * @param searched what is searched for
     * @param task from the excerpts of the file that the reader has open
     * @param sink takes the text on its way to the desk's writer
     * @throws io.deepwiki.application.llm.port.ModelException when it does not
     */
    public Reply reply(
            ChatQuestion question,
            String searched,
            Function<List<Excerpt>, Prompt.Task> task,
            Desk desk,
            TokenSink sink) {
        List<ScoredPassage> found = found(question, searched, desk);
        List<Excerpt> file = prompts.file(question, desk.snapshot.id());
        AnswerWriter writer = desk.writer;
        writer.tell(new Sources(sources(file, found)));
        Prompt prompt = prompts.of(question, desk.snapshot.id(), found, task.apply(file));
        int from = writer.length();
        Reply reply = new PatientAsking(desk.model, writer, sink).ask(prompt);
        UnresolvedCitations.notice(
                        CitationCheck.unresolved(writer.from(from), prompt.map().linesOfFile()))
                .ifPresent(writer::tell);
        return reply;
    }

    private List<ScoredPassage> found(ChatQuestion question, String searched, Desk desk) {
        try {
            return passages.find(desk.snapshot.id(), searched, question.filter(), PASSAGES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        }
    }

    /** The open file as a whole, then what was found; a passage of that file stands in it already. */
    private static List<Source> sources(List<Excerpt> file, List<ScoredPassage> found) {
        Optional<Source> open = file.stream()
                .map(part -> new Source(part.path(), part.lines(), ""))
                .reduce((one, other) -> new Source(one.path(), one.lines().joinedWith(other.lines()), ""));
        Stream<Source> passages = found.stream()
                .map(ScoredPassage::excerpt)
                .filter(passage -> open.filter(whole -> whole.path().equals(passage.path()))
                        .isEmpty())
                .map(passage -> new Source(passage.path(), passage.lines(), passage.symbol()));
        return Stream.concat(open.stream(), passages).toList();
    }
}
