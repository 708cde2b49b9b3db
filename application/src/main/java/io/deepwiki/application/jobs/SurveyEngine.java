package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.ListModels.ModelProvider;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows operators what the engine does: what waits, what runs where, and who is there to do it. */
public final class SurveyEngine {
    private final EngineBoard board;
    private final ListModels models;
    private final Caps caps;
    private final int queueLimit;

    /** @param queueLimit how many jobs may wait or run */
    public SurveyEngine(EngineBoard board, ListModels models, Caps caps, int queueLimit) {
        this.board = board;
        this.models = models;
        this.caps = caps;
        this.queueLimit = queueLimit;
    }

    /** How everything stands now. */
    public Overview now() {
        EngineBoard.Queue queue = board.queue();
        List<Task> running = board.held().stream().map(SurveyEngine::task).toList();
        return new Overview(
                board.pausedSince(),
                new Queue(queue.ready(), queue.later(), queue.held(), queue.oldestReady(), queue.jobs(), queueLimit),
                running,
                board.instances().stream().map(SurveyEngine::instance).toList(),
                models.catalogue().providers().stream()
                        .map(provider -> provider(provider, running))
                        .toList());
    }

    private static Task task(EngineBoard.Held held) {
        return new Task(
                held.job().toString(),
                held.work(),
                Optional.of(held.provider()).filter(_ -> held.work().asksModel()),
                held.instance().toString(),
                held.attempt(),
                held.crashes(),
                held.until());
    }

    private static Instance instance(EngineBoard.Instance instance) {
        return new Instance(
                instance.id().toString(), instance.name(), instance.started(), instance.lastBeat(), instance.alive());
    }

    private Provider provider(ModelProvider provider, List<Task> running) {
        long busy = running.stream()
                .filter(task -> task.provider().equals(Optional.of(provider.id())))
                .count();
        return new Provider(
                provider.id(),
                provider.name(),
                provider.configured(),
                provider.requires(),
                (int) busy,
                caps.of(provider.id()));
    }

    /**
     * All of it.
     *
     * @param pausedSince when the engine was paused; empty if it is not
     */
    public record Overview(
            Optional<Instant> pausedSince,
            Queue queue,
            List<Task> running,
            List<Instance> instances,
            List<Provider> providers) {
        public Overview {
            running = List.copyOf(running);
            instances = List.copyOf(instances);
            providers = List.copyOf(providers);
        }
    }

    /**
     * What waits.
     *
     * @param ready work items that could be begun now
     * @param later work items that wait for their time, as after a failure
     * @param running work items that are worked on
     * @param jobs jobs that wait or run, of {@code mostJobs} that may
     */
    public record Queue(int ready, int later, int running, Optional<Instant> oldestReady, int jobs, int mostJobs) {}

    /**
     * A work item that an instance works on.
     *
     * @param provider who is asked for it; empty if no model is
     * @param until when another instance takes it over, unless this one gives a sign of life
     */
    public record Task(
            String job,
            Work work,
            Optional<String> provider,
            String instance,
            int attempt,
            int crashes,
            Instant until) {}

    /** A process of the service. */
    public record Instance(String id, String name, Instant started, Instant lastBeat, boolean alive) {}

    /**
     * Somebody who offers models.
     *
     * @param requires the environment variable that configures it
     * @param running work items that ask it now, of {@code most} that may
     */
    public record Provider(
            String id, String name, boolean configured, Optional<String> requires, int running, int most) {}
}
