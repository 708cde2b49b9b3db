package io.deepwiki.application.research;

import io.deepwiki.application.chat.AnswerWriter;
import io.deepwiki.application.chat.Answering;
import io.deepwiki.application.chat.BeginAnswer;
import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.GroundedReply;
import io.deepwiki.application.chat.GroundedReply.Desk;
import io.deepwiki.application.chat.Wish;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.research.port.ResearchStore;
import io.deepwiki.application.research.port.ResearchStore.Asked;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.chat.Turn.Role;
import io.deepwiki.domain.research.Research;
import io.deepwiki.domain.research.ResearchStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs all stages of a research in one stream, to its end, whether somebody reads it or not. When its instance dies another one goes on with
 * it: whole stages stand, the one that was cut is asked for again.
 */
public final class RunResearch {
    private static final String GO_ON = Research.MARK + " Continue the research";

    /** A stage that takes its instance down with it must not take down all of them. */
    private static final int MOST_TAKEOVERS = 3;

    private final ModelChoice models;
    private final GroundedReply replies;
    private final BeginAnswer beginning;
    private final ResearchStore store;
    private final ResearchIteration iteration;

    public RunResearch(ModelChoice models, GroundedReply replies, BeginAnswer beginning, ResearchStore store) {
        this.models = models;
        this.replies = replies;
        this.beginning = beginning;
        this.store = store;
        this.iteration = new ResearchIteration(replies);
    }

    /**
     * Begins a research on what the question asks.
     *
     * @throws io.deepwiki.application.failure.FailureException as {@link ModelChoice#offered} and {@link BeginAnswer#begin} do
     */
    public Answering ask(ChatQuestion question, Caller caller, Wish wish) {
        ChatModel model = models.offered(question.model());
        ChatStream stream = beginning.begun(Kind.RESEARCH, question, caller);
        Asked asked =
                new Asked(question.branch(), question.turns(), question.language(), question.file(), question.filter());
        return beginning.begin(
                stream,
                new Wish(wish.once(), true),
                id -> store.keep(id, asked),
                writer ->
                        write(question, desk(model, writer, () -> replies.open(question, caller, writer)), List.of()));
    }

    /**
     * Goes on with a research that this instance has claimed.
     *
     * @param before what is stored of it, in order
     * @return false if it cannot be gone on with
     */
    public boolean takeOver(ChatStream stream, List<AnswerPart> before) {
        Optional<Asked> asked = stream.kind() == Kind.RESEARCH ? store.find(stream.id()) : Optional.empty();
        StagesDone done = StagesDone.of(before);
        if (asked.isEmpty() || done.takeovers() >= MOST_TAKEOVERS) {
            return false;
        }
        ChatQuestion question = question(stream, asked.get());
        ChatModel model = models.offered(stream.model());
        beginning.goOn(stream, before, writer -> {
            writer.tell(new Notice(
                    StagesDone.TAKEN_OVER, "The instance that wrote this is gone: its last stage is asked for again."));
            Desk desk = desk(
                    model,
                    writer,
                    () -> done.commit()
                            .map(commit -> replies.reopen(question, stream.owner(), writer, commit))
                            .orElseGet(() -> replies.open(question, stream.owner(), writer)));
            return write(question, desk, done.texts());
        });
        return true;
    }

    private static Desk desk(ChatModel model, AnswerWriter writer, Supplier<Snapshot> opened) {
        return new Desk(DatabasePatience.with(opened), model, writer);
    }

    private static ChatQuestion question(ChatStream stream, Asked asked) {
        return new ChatQuestion(
                stream.repository(),
                asked.branch(),
                asked.turns(),
                stream.model(),
                asked.language(),
                asked.file(),
                Optional.empty(),
                asked.filter());
    }

    /** @param done the texts of the stages that are whole */
    private FinishReason write(ChatQuestion question, Desk desk, List<String> done) {
        AnswerWriter writer = desk.writer();
        Research research = Research.on(question.turns());
        List<String> texts = new ArrayList<>(done);
        FinishReason reason = FinishReason.STOP;
        while (!isOver(research, texts)) {
            ResearchStage stage = ResearchStage.after(texts.size());
            StageRetry.apart(writer);
            writer.tell(new Stage(stage.iteration(), stage.word()));
            Written written =
                    patiently(conversation(question, research, texts), new Research(research.topic(), stage), desk);
            reason = written.reason;
            texts.add(written.text);
        }
        return reason;
    }

    private static boolean isOver(Research research, List<String> texts) {
        return !texts.isEmpty() && research.endsWith(ResearchStage.after(texts.size() - 1), texts.getLast());
    }

    /** What a client would send that drives the research itself. */
    private static ChatQuestion conversation(ChatQuestion question, Research research, List<String> texts) {
        List<Turn> turns =
                new ArrayList<>(question.turns().subList(0, question.turns().size() - 1));
        turns.add(new Turn(Role.USER, Research.MARK + " " + research.topic()));
        for (String text : texts) {
            turns.add(new Turn(Role.ASSISTANT, text));
            turns.add(new Turn(Role.USER, GO_ON));
        }
        return question.with(turns);
    }

    /** A stage that is whole. */
    private record Written(String text, FinishReason reason) {}

    /** Nobody waits at the other end: a stage that fails in passing is asked for again, and what there was of it counts for nothing. */
    private Written patiently(ChatQuestion question, Research research, Desk desk) {
        StageRetry retry = new StageRetry();
        while (true) {
            int from = desk.writer().length();
            try {
                FinishReason reason = DatabasePatience.with(() -> iteration.write(question, research, desk))
                        .reason();
                return new Written(desk.writer().from(from), reason);
            } catch (ModelException e) {
                retry.await(e, desk.writer());
                ResearchStage stage = research.stage();
                desk.writer().tell(new Stage(stage.iteration(), stage.word()));
            }
        }
    }
}
