package io.deepwiki.adapters.http.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepwiki.adapters.http.admin.AdminRoutes.ShownSetting;
import io.deepwiki.application.jobs.SurveyEngine;
import io.deepwiki.application.llm.TryProvider;
import io.deepwiki.domain.llm.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The operators' view on the wire. Jobs are told by their ids alone: their repositories may be private. */
final class AdminJson {
    private AdminJson() {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Overview(
            Engine engine, Queue queue, List<Task> running, List<Instance> instances, List<Provider> providers) {
        static Overview of(SurveyEngine.Overview overview) {
            return new Overview(
                    Engine.of(overview.pausedSince()),
                    Queue.of(overview.queue()),
                    overview.running().stream().map(Task::of).toList(),
                    overview.instances().stream().map(Instance::of).toList(),
                    overview.providers().stream().map(Provider::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Engine(boolean paused, Optional<String> pausedSince) {
        static Engine of(Optional<Instant> since) {
            return new Engine(since.isPresent(), since.map(Instant::toString));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Switched(String message, boolean paused, Optional<String> pausedSince) {
        static Switched of(String message, Optional<Instant> since) {
            return new Switched(message, since.isPresent(), since.map(Instant::toString));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Queue(int ready, int later, int running, Optional<String> oldestReadyAt, int openJobs, int openJobsLimit) {
        static Queue of(SurveyEngine.Queue queue) {
            return new Queue(
                    queue.ready(),
                    queue.later(),
                    queue.running(),
                    queue.oldestReady().map(Instant::toString),
                    queue.jobs(),
                    queue.mostJobs());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Task(
            String jobId,
            String kind,
            Optional<String> provider,
            String instance,
            int attempt,
            int crashes,
            String leaseUntil) {
        static Task of(SurveyEngine.Task task) {
            return new Task(
                    task.job(),
                    task.work().kind(),
                    task.provider(),
                    task.instance(),
                    task.attempt(),
                    task.crashes(),
                    task.until().toString());
        }
    }

    record Instance(String id, String name, String startedAt, String lastBeatAt, boolean alive) {
        static Instance of(SurveyEngine.Instance instance) {
            return new Instance(
                    instance.id(),
                    instance.name(),
                    instance.started().toString(),
                    instance.lastBeat().toString(),
                    instance.alive());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Provider(
            String id, String name, boolean configured, Optional<String> requires, int running, int runningLimit) {
        static Provider of(SurveyEngine.Provider provider) {
            return new Provider(
                    provider.id(),
                    provider.name(),
                    provider.configured(),
                    provider.requires(),
                    provider.running(),
                    provider.most());
        }
    }

    record Settings(List<ShownSetting> settings) {}

    record Trial(boolean ok, boolean passing, long latencyMs, Optional<String> model, Optional<String> error) {
        static Trial of(TryProvider.Trial trial) {
            return new Trial(
                    trial.ok(),
                    trial.passing(),
                    trial.took().toMillis(),
                    trial.model().map(ModelRef::model),
                    trial.error());
        }
    }
}
