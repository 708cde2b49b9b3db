package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.jobs.JobControl;
import io.deepwiki.application.jobs.JobSettings;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.jobs.JobWorker;
import io.deepwiki.application.jobs.Steps;
import io.deepwiki.application.jobs.SubmitJob;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.port.CountingIds;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.retrieval.IndexLimits;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.testing.MemorySource;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Engines of several instances in one process, over one database, a repository in memory and a scripted model. */
final class EnginesOnPostgres implements AutoCloseable {
    final ScriptedModel model = new ScriptedModel();
    final SubmitJob submit;
    final JobControl control;
    final JobStores stores;

    private final EmptyDatabase database;
    private final Stamps stamps = new Stamps(InstantSource.system(), new CountingIds());
    private final Steps.Making making;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Runnable> open = new ArrayList<>();

    EnginesOnPostgres(EmptyDatabase database) {
        this.database = database;
        MemorySource source = new MemorySource().with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n");
        OpenRepository repositories =
                new OpenRepository(source, database.snapshots(), database.transactions(), stamps.clock());
        IndexRepository indexing = new IndexRepository(
                source,
                new IndexRepository.Stores(database.snapshots(), database.passages(), database.transactions()),
                (_, _) -> Optional.empty(),
                new IndexRepository.Workers(threads, new Parallel(threads), () -> {}),
                new IndexLimits(20, 2_000),
                stamps);
        ReadCodeMap maps = new ReadCodeMap(database.snapshots());
        ModelChoice models = new ModelChoice(model);
        making = new Steps.Making(
                repositories,
                indexing,
                new PlanWiki(maps),
                new RefreshWiki(database.wikis(), database.snapshots(), maps),
                new WritePage(maps, database.passages(), stamps.clock()),
                models,
                database.wikis());
        stores = stores(7);
        submit = new SubmitJob(repositories, models, stores, database.wikis(), stamps, 1_000);
        control = new JobControl(stores, stamps, 1_000);
    }

    /** The stores of one instance, which hears of the others. */
    private JobStores stores(int number) {
        PgWakeUps wakeUps = new PgWakeUps(database.database(), new InstanceId(new UUID(9, number)));
        open.add(wakeUps::close);
        return new JobStores(
                database.jobs(),
                database.queue(),
                database.events(),
                database.spends(),
                wakeUps,
                database.transactions());
    }

    /** Starts that many instances. */
    void start(int instances) {
        JobSettings settings = new JobSettings(
                new Caps(3, 64, Map.of()),
                4,
                Duration.ofSeconds(3),
                Duration.ofMillis(300),
                new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5)));
        for (int number = 0; number < instances; number++) {
            JobWorker worker = new JobWorker(
                    stores(100 + number),
                    making,
                    settings,
                    stamps,
                    new JobWorker.Outside(
                            new InstanceId(new UUID(8, number)),
                            Thread.ofVirtual().factory(),
                            () -> 0.5));
            open.addFirst(worker::close);
            worker.start();
        }
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        threads.close();
    }
}
