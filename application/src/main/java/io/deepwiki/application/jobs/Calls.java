package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.retrieval.TokenEstimate;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of models within one run of a work item: none is made that the job must not make any more, and each is on the bill, whatever
 * came of it. Used by one thread.
 */
final class Calls {
    /** The code of the failure when a ceiling is reached. */
    static final String CEILING_REACHED = "ceiling_reached";

    /** The code of the failure when the job waits for something to be mended. */
    static final String JOB_PAUSED = "job_paused";

    private final WikiJob job;
    private final WorkItem item;
    private final JobStores stores;
    private final ModelChoice models;
    private final Stamps stamps;
    private final List<Spend> made = new ArrayList<>();

    Calls(WikiJob job, WorkItem item, JobStores stores, ModelChoice models, Stamps stamps) {
        this.job = job;
        this.item = item;
        this.stores = stores;
        this.models = models;
        this.stamps = stamps;
    }

    /**
     * The job's model. A call of it fails with Forbidden {@link #CEILING_REACHED} when the run has spent what it may, and with Unavailable
     * {@link #JOB_PAUSED} when the job waits for something to be mended.
     *
     * @throws FailureException as {@link ModelChoice#offered} does
     */
    ChatModel model() {
        ChatModel model = models.offered(job.request().model());
        return (prompt, sink) -> {
            mayAsk();
            return ask(model, prompt, sink);
        };
    }

    /** Why the model is not to be asked for this job any more; empty if it is. */
    Optional<String> ceiling() {
        if (job.ceilings().equals(Ceilings.NONE)) {
            return Optional.empty();
        }
        Spent before = stores.spends().ofRun(job.id(), job.run());
        return job.ceilings().reached(made.stream().map(Spend::spent).reduce(before, Spent::plus));
    }

    /** What was not written down yet. */
    List<Spend> made() {
        return List.copyOf(made);
    }

    /** It is written down. */
    void settled() {
        made.clear();
    }

    private void mayAsk() {
        Optional<WikiJob> now = stores.jobs().find(job.id(), job.submitter());
        if (now.map(WikiJob::state).orElse(job.state()) instanceof Paused paused
                && !paused.why().isEmpty()) {
            throw new FailureException(
                    new Unavailable(JOB_PAUSED, paused.why(), Optional.empty())); // as another call found out
        }
        ceiling().ifPresent(why -> {
            throw new FailureException(new Forbidden(CEILING_REACHED, why));
        });
    }

    private ChatModel.Reply ask(ChatModel model, Prompt prompt, TokenSink sink) {
        Heard heard = new Heard(sink);
        try {
            ChatModel.Reply reply = model.reply(prompt, heard);
            pay(reply.usage());
            return reply;
        } catch (ModelException e) {
            boolean costs =
                    ModelFailures.mayCost(e.failure()) || Thread.currentThread().isInterrupted();
            pay(costs || heard.something() ? heard.estimate() : TokenUsage.NONE);
            throw e;
        } catch (RuntimeException e) {
            pay(heard.estimate());
            throw e;
        }
    }

    private void pay(TokenUsage usage) {
        Spent spent = Spent.at(models.price(job.request().model()), usage);
        made.add(new Spend(stamps.newId(), job.id(), job.run(), item.work(), item.attempt() + 1, spent, stamps.now()));
    }

    /** What passes by of a call, from which its cost is estimated if nobody tells it. */
    private static final class Heard implements TokenSink {
        private final TokenSink sink;
        private final StringBuilder text = new StringBuilder();
        private int prompt;

        private Heard(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void accept(String piece) {
            text.append(piece);
            sink.accept(piece);
        }

        @Override
        public void asked(int promptTokens) {
            prompt = promptTokens;
            sink.asked(promptTokens);
        }

        @Override
        public void note(String line) {
            sink.note(line);
        }

        @Override
        public void whole() {
            sink.whole();
        }

        @Override
        public void again() {
            sink.again();
        }

        @Override
        public void cut(Cut what) {
            sink.cut(what);
        }

        boolean something() {
            return !text.isEmpty();
        }

        /** A model that does not say that a provider is asked costs nothing. */
        TokenUsage estimate() {
            return prompt == 0 ? TokenUsage.NONE : new TokenUsage(prompt, TokenEstimate.of(text.toString()), true);
        }
    }
}
