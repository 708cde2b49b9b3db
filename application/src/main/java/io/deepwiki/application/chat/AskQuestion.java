package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.retrieval.FindPassages;
import io.deepwiki.application.retrieval.ReadyRepository;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.application.streaming.StreamLog;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.llm.ModelRef;
import java.util.concurrent.ExecutorService;

/** Starts the answer to a question: it is written on a thread of its own, kept as it grows, and followed by whoever asked. */
public final class AskQuestion {
    private final ModelChoice models;
    private final AnswerQuestion answering;
    private final AnswerJournal journal;
    private final ChatStreamStore streams;
    private final Stamps stamps;
    private final ExecutorService threads;

    /** Threads for answers come from {@code threads}; whoever owns it waits for them at the end. */
    public AskQuestion(
            ModelChoice models, Grounding grounding, Keeping keeping, Stamps stamps, ExecutorService threads) {
        this.models = models;
        this.answering = new AnswerQuestion(grounding.repositories, grounding.passages, grounding.prompts);
        this.journal = new AnswerJournal(keeping.streams, keeping.transactions, stamps.clock());
        this.streams = keeping.streams;
        this.stamps = stamps;
        this.threads = threads;
    }

    /** What an answer stands on. */
    public record Grounding(ReadyRepository repositories, FindPassages passages, ChatPrompt prompts) {}

    /** Where an answer is kept. */
    public record Keeping(ChatStreamStore streams, Transactions transactions) {}

    /**
     * Begins to answer. The model is known to be offered when this returns; all else that may fail is told by the answer's parts.
     *
     * @throws io.deepwiki.application.failure.FailureException as {@link ModelChoice#offered} does
     */
    public Answering ask(ChatQuestion question, Caller caller) {
        ChatModel model = models.offered(question.model());
        StreamId id = new StreamId(stamps.newId());
        ChatStream stream = ChatStream.begun(id, caller, question.repository(), question.model(), stamps.now());
        streams.begin(stream);
        StreamLog<AnswerPart> log = new StreamLog<>();
        Feed<AnswerPart> kept = log.follow(() -> {});
        threads.execute(() -> journal.keep(stream, kept));
        Stoppable writing = new Stoppable(() -> answering.answer(question, caller, model, new AnswerWriter(log)));
        threads.execute(writing);
        return new Answering(id, question.repository().url(), question.model(), log.follow(writing::stop));
    }

    /**
     * An answer that is being written. Closing its parts before their end means that nobody reads any more, and stops it.
     *
     * @param repository the address that it is about
     */
    public record Answering(StreamId id, String repository, ModelRef model, Feed<AnswerPart> parts) {}
}
