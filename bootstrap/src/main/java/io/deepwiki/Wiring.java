package io.deepwiki;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.deepwiki.adapters.http.ServerSettings;
import io.deepwiki.adapters.http.Servers;
import io.deepwiki.adapters.http.UseCases;
import io.deepwiki.adapters.http.jobs.JobRoutes.JobUses;
import io.deepwiki.adapters.http.system.SystemRoutes.Checks;
import io.deepwiki.adapters.http.wiki.WikiRoutes.WikiUses;
import io.deepwiki.adapters.llm.embedding.OnnxEmbedder;
import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.adapters.source.git.JGitRepositorySource;
import io.deepwiki.adapters.source.git.SourceLimits;
import io.deepwiki.adapters.source.syntax.TreeSitterOutline;
import io.deepwiki.application.access.Authenticate;
import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.jobs.FollowJob;
import io.deepwiki.application.jobs.JobControl;
import io.deepwiki.application.jobs.JobQueries;
import io.deepwiki.application.jobs.JobSettings;
import io.deepwiki.application.jobs.JobWorker;
import io.deepwiki.application.jobs.Steps;
import io.deepwiki.application.jobs.SubmitJob;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.retrieval.IndexLimits;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.retrieval.ReadyRepository;
import io.deepwiki.application.retrieval.Retrieve;
import io.deepwiki.application.wiki.LookAtRemotes;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.ReadLines;
import io.deepwiki.application.wiki.ReadWiki;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.SearchWiki;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.cli.CommandFailure;
import io.deepwiki.db.Migrations;
import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.settings.EmbedderSettings;
import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.SourceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one place where objects are built: every {@code new}, from the top of the page to the bottom. */
final class Wiring implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration POOL_PATIENCE = Duration.ofSeconds(5);

    private final ServiceSettings settings;
    private final DataFolder folder;
    private final Ports ports;
    private final Keys keys;
    private final Parts parts;
    private final Stamps stamps;
    private final AtomicBoolean draining = new AtomicBoolean();
    private @Nullable Servers servers;

    private Wiring(ServiceSettings settings, DataFolder folder, Ports ports, InstantSource clock) {
        TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
        this.settings = settings;
        this.folder = folder;
        this.ports = ports;
        this.keys = Keys.of(settings, folder, new SecureRandom());
        this.parts = new Parts(clock);
        this.stamps = new Stamps(clock, ids::generate);
    }

    /** Builds and starts everything; what was started is closed again if something fails. */
    static Wiring of(ServiceSettings settings, DataFolder folder, Ports ports, String version) {
        Wiring wiring = new Wiring(settings, folder, ports, InstantSource.system());
        try {
            wiring.wire(version);
            return wiring;
        } catch (RuntimeException e) {
            wiring.close();
            throw e;
        }
    }

    private void wire(String version) {
        Storage stores = Storage.on(database(), keys, parts, stamps);
        Administration.begin(settings.jobs().limits(), stores, parts, stamps);
        ExecutorService threads = stopped("threads", Executors.newVirtualThreadPerTaskExecutor());
        LanguageModels languageModels = LanguageModels.of(settings.chat(), stamps.clock());
        Searching searching = searching(stores, languageModels, threads);
        Reading reading = reading(stores, searching, threads);
        ChatModels models = languageModels.providers();
        JobWorker worker = worker(stores, reading, new ModelChoice(models));
        FollowJob follow = new FollowJob(stores.jobs());
        UseCases uses = new UseCases(
                access(),
                new UseCases.Models(new ListModels(models), new ModelChoice(models)),
                asking(stores, reading, searching, models, threads),
                jobs(stores, reading, new ModelChoice(models), follow),
                wikis(stores),
                Administration.of(settings, stores, models, stamps),
                new UseCases.Surroundings(stamps.clock(), stamps::newId, () -> readiness(stores)));
        servers = parts.keep("servers", Servers.start(serverSettings(version), uses));
        parts.keep("watchers", (AutoCloseable) follow::drain); // first of all: they would keep the servers up
        worker.start();
        lookAtRemotes(stores, reading);
    }

    /** Connects to the operator's server or starts our own, and brings the schema up to date. */
    private Database database() {
        try {
            Database database = parts.keep("database", new Database(server()));
            Migrations.apply(database.patientDataSource());
            return database;
        } catch (IllegalStateException e) {
            throw new CommandFailure(
                    1, String.valueOf(e.getMessage()), e); // what is wrong with a server is its operator's to mend
        }
    }

    private DatabaseSettings server() {
        var wanted = settings.database();
        if (wanted.url().isPresent()) {
            String user = wanted.user().orElse("deepwiki");
            return new DatabaseSettings(
                    wanted.url().get(), user, wanted.password(), wanted.poolSize(), DATABASE_PATIENCE, wanted.idle());
        }
        Path programs = settings.cacheFolder().resolve("postgresql");
        EmbeddedPostgres server = parts.keep("postgresql", EmbeddedPostgres.start(folder.postgres(), programs));
        Optional<Secret> password = Optional.of(new Secret(server.password()));
        return new DatabaseSettings(
                server.url("postgres"), server.user(), password, wanted.poolSize(), DATABASE_PATIENCE, wanted.idle());
    }

    /** What reads repositories. */
    record Reading(OpenRepository repositories, IndexRepository indexing, ReadyRepository ready, ReadCodeMap maps) {}

    private Searching searching(Storage stores, LanguageModels models, ExecutorService threads) {
        EmbedderSettings embedder = settings.embedder();
        return switch (embedder.type()) {
            case NONE -> Searching.byWords(stores, threads);
            case ONNX ->
                Searching.withVectors(
                        stores,
                        OnnxEmbedder.loading(
                                settings.cacheFolder().resolve("embedder"),
                                stopped("questions", Executors.newSingleThreadExecutor())),
                        settings.jobs().lease(),
                        parts,
                        stamps,
                        threads);
            case OPENAI ->
                Searching.withVectors(
                        stores, models.embedder(embedder), settings.jobs().lease(), parts, stamps, threads);
        };
    }

    private Reading reading(Storage stores, Searching searching, ExecutorService threads) {
        int cores = Runtime.getRuntime().availableProcessors();
        SourceSettings.Limits limits = settings.source().limits();
        int fileBytes = Math.toIntExact(limits.file().bytes());
        RepositorySource source = new JGitRepositorySource(
                folder.repositories(),
                new SourceLimits(
                        limits.connect(),
                        limits.idle(),
                        limits.fetch(),
                        limits.pack().bytes(),
                        limits.files(),
                        fileBytes),
                Set.copyOf(settings.source().allowedGitHosts()),
                this::localRoots);
        OpenRepository repositories =
                new OpenRepository(source, stores.snapshots(), stores.transactions(), stamps.clock());
        ExecutorService parsers = stopped("parsers", Executors.newFixedThreadPool(cores));
        IndexRepository indexing = new IndexRepository(
                source,
                new IndexRepository.Stores(stores.snapshots(), stores.index(), stores.transactions()),
                new TreeSitterOutline(cores),
                new IndexRepository.Workers(threads, new Parallel(parsers), searching.published()),
                new IndexLimits(limits.files(), fileBytes),
                stamps);
        return new Reading(
                repositories,
                indexing,
                new ReadyRepository(repositories, indexing),
                new ReadCodeMap(stores.snapshots()));
    }

    /** A pool whose work is interrupted when its turn to be closed comes: what must end by itself has ended before. */
    private ExecutorService stopped(String name, ExecutorService pool) {
        parts.keep(name, () -> {
            pool.shutdownNow();
            if (!pool.awaitTermination(POOL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(WARNING, "event=pool_left_running pool={0}", name);
            }
        });
        return pool;
    }

    private List<Path> localRoots() {
        List<Path> roots = new ArrayList<>(settings.source().localRoots());
        roots.addAll(folder.localRoots().read());
        return roots;
    }

    private JobWorker worker(Storage stores, Reading reading, ModelChoice models) {
        Steps.Making making = new Steps.Making(
                reading.repositories(),
                reading.indexing(),
                new PlanWiki(reading.maps()),
                new RefreshWiki(stores.wikis(), stores.snapshots(), reading.maps()),
                new WritePage(reading.maps(), stores.index(), stamps.clock()),
                models,
                stores.wikis());
        JobSettings engine = new JobSettings(
                Administration.caps(settings.jobs()),
                settings.jobs().workers(),
                settings.jobs().lease(),
                settings.jobs().pauseGrace(),
                RetryPolicy.STANDARD);
        SecureRandom random = new SecureRandom();
        var outside = new JobWorker.Outside(
                stores.instance(), Thread.ofVirtual().name("job-", 0).factory(), random::nextDouble);
        return parts.keep("worker", new JobWorker(stores.jobs(), making, engine, stamps, outside));
    }

    private void lookAtRemotes(Storage stores, Reading reading) {
        SecureRandom random = new SecureRandom();
        LookAtRemotes looks = new LookAtRemotes(
                stores.lookout(), reading.repositories(), settings.source().lookEvery(), random::nextDouble);
        parts.keep("looks", looks).start(Thread.ofVirtual().name("looks").factory());
    }

    private UseCases.Access access() {
        Authenticate authenticate = new Authenticate(settings.access().required(), keys.accepted());
        Caller reader = keys.frontend()
                .filter(keys.accepted()::contains)
                .map(key -> authenticate.caller(Optional.of(key.reveal())))
                .orElse(Caller.ANONYMOUS);
        return new UseCases.Access(authenticate, reader);
    }

    private UseCases.Asking asking(
            Storage stores, Reading reading, Searching searching, ChatModels models, ExecutorService threads) {
        return new UseCases.Asking(
                Chatting.started(
                        stores,
                        Chatting.Ground.of(stores, reading, searching, models),
                        settings.chat().streams(),
                        parts,
                        stamps,
                        threads),
                new Retrieve(reading.ready(), searching.passages()),
                searching.status());
    }

    private JobUses jobs(Storage stores, Reading reading, ModelChoice models, FollowJob follow) {
        int queueLimit = settings.jobs().limits().queue();
        return new JobUses(
                new SubmitJob(reading.repositories(), models, stores.jobs(), stores.wikis(), stamps, queueLimit),
                new JobQueries(stores.jobs(), stores.snapshots(), stamps.clock()),
                new JobControl(stores.jobs(), stamps, queueLimit),
                follow);
    }

    private static WikiUses wikis(Storage stores) {
        ReadWiki read = new ReadWiki(stores.wikis());
        return new WikiUses(read, new ReadLines(read, stores.snapshots()), new SearchWiki(read, stores.wikis()));
    }

    /** The schema is of this version whenever the listeners are up: they are started after it was brought there. */
    private Checks readiness(Storage stores) {
        return new Checks(
                stores.answers().getAsBoolean(), true, stores.listening().getAsBoolean(), draining.get());
    }

    private ServerSettings serverSettings(String version) {
        HttpSettings http = settings.http();
        HttpSettings.Limits limits = http.limits();
        var streams = settings.chat().streams();
        return new ServerSettings(
                http.bind(),
                ports.api(),
                ports.web(),
                Set.copyOf(http.allowedOrigins()),
                version,
                new ServerSettings.Limits(
                        limits.body().bytes(),
                        limits.exportBody().bytes(),
                        limits.connections(),
                        limits.requests(),
                        limits.shutdownGrace()),
                new ServerSettings.Streams(streams.perKey(), streams.requestsPerMinute(), streams.readerGrace()));
    }

    /** Where this machine reaches the API. */
    URI api() {
        return URI.create("http://" + host("127.0.0.1") + ":" + servers().apiPort());
    }

    /** Whether the pages are served by this instance. */
    boolean hasWeb() {
        return servers().webPort() >= 0;
    }

    /** Where this machine's browser reaches the pages. */
    URI web() {
        return URI.create("http://" + host("localhost") + ":" + servers().webPort());
    }

    private Servers servers() {
        return Objects.requireNonNull(servers, "the servers are not started");
    }

    private String host(String local) {
        String bind = settings.http().bind();
        boolean here = settings.http().loopbackOnly() || bind.equals("0.0.0.0") || bind.equals("::");
        return here && !bind.contains("::1")
                ? local
                : bind.contains(":") && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    }

    /** Closes all, the servers first: what was submitted stays, what runs is handed back. */
    @Override
    public void close() {
        draining.set(true);
        parts.close();
    }
}
