package io.deepwiki.application.testing;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.AnswerKeeper;
import io.deepwiki.application.chat.AskQuestion;
import io.deepwiki.application.chat.BeginAnswer;
import io.deepwiki.application.chat.BeginAnswer.Place;
import io.deepwiki.application.chat.ChatPrompt;
import io.deepwiki.application.chat.ChatStreams;
import io.deepwiki.application.chat.GroundedReply;
import io.deepwiki.application.chat.Keeping;
import io.deepwiki.application.chat.LiveAnswers;
import io.deepwiki.application.concurrency.Parallel;
import io.deepwiki.application.jobs.EngineControl;
import io.deepwiki.application.jobs.FollowJob;
import io.deepwiki.application.jobs.JobControl;
import io.deepwiki.application.jobs.JobQueries;
import io.deepwiki.application.jobs.JobSettings;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.jobs.JobWorker;
import io.deepwiki.application.jobs.Steps;
import io.deepwiki.application.jobs.SubmitJob;
import io.deepwiki.application.jobs.SurveyEngine;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.TryProvider;
import io.deepwiki.application.port.CountingIds;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.research.AskResearch;
import io.deepwiki.application.research.ReadResearch;
import io.deepwiki.application.research.RunResearch;
import io.deepwiki.application.retrieval.DenseSearch;
import io.deepwiki.application.retrieval.EmbedSnapshots;
import io.deepwiki.application.retrieval.FindPassages;
import io.deepwiki.application.retrieval.IndexLimits;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.retrieval.ReadyRepository;
import io.deepwiki.application.retrieval.Retrieve;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.ReadLines;
import io.deepwiki.application.wiki.ReadWiki;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.SearchWiki;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.EmbeddingSpace;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.usage.RateLimit;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Every use case, wired over stores in memory, a repository in memory and a scripted model. */
public final class Workshop implements AutoCloseable {
    /** What one caller may ask for here. */
    public static final RateLimit LIMIT = new RateLimit(10, 20);

    /** How many jobs may wait or run here. */
    public static final int QUEUE_LIMIT = 5;

    private static final Caps CAPS = new Caps(2, 16, Map.of());
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofMillis(100);

    public final InMemoryDatabase database;
    public final MemorySource source = new MemorySource();
    public final ScriptedModel model = new ScriptedModel();
    public final ConceptEmbedder embedder = new ConceptEmbedder(new EmbeddingSpace("concepts/1", 4));
    public final EmbedSnapshots embedding;
    public final SettableClock clock = new SettableClock();
    public final OpenRepository repositories;
    public final IndexRepository indexing;
    public final Retrieve retrieve;
    public final AskQuestion ask;
    public final ChatStreams streams;
    public final AskResearch research;
    public final RunResearch wholeResearch;
    public final ReadResearch reports;
    public final JobStores jobs;
    public final Steps.Making making;
    public final SubmitJob submit;
    public final JobControl control;
    public final JobQueries queries;
    public final FollowJob follow;
    public final EngineControl engine;
    public final SurveyEngine survey;
    public final TryProvider trial;
    public final ReadWiki wikis;
    public final ReadLines lines;
    public final SearchWiki search;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AnswerKeeper keeper;
    private final JobWorker worker;

    public Workshop() {
        database = InMemoryDatabase.empty(clock);
        Stamps stamps = new Stamps(clock, new CountingIds());
        embedding = new EmbedSnapshots(
                database.vectors(),
                embedder,
                stamps.newId(),
                Duration.ofSeconds(15),
                Thread.ofVirtual().factory());
        repositories = new OpenRepository(source, database.snapshots(), database.transactions(), clock);
        indexing = new IndexRepository(
                source,
                new IndexRepository.Stores(database.snapshots(), database.passages(), database.transactions()),
                (_, _) -> Optional.empty(),
                new IndexRepository.Workers(threads, new Parallel(threads), embedding::hint),
                new IndexLimits(20, 2_000),
                stamps);
        ReadCodeMap maps = new ReadCodeMap(database.snapshots());
        FindPassages passages = new FindPassages(
                database.passages(), Optional.of(new DenseSearch(database.vectors(), embedder)), threads);
        ReadyRepository ready = new ReadyRepository(repositories, indexing);
        ModelChoice models = new ModelChoice(model);
        retrieve = new Retrieve(ready, passages);
        Keeping keeping = new Keeping(database.chats(), database.signs(), database.transactions());
        LiveAnswers live = new LiveAnswers();
        streams = new ChatStreams(keeping, live, clock);
        Place place = new Place(new InstanceId(stamps.newId()), LIMIT, threads);
        GroundedReply replies = new GroundedReply(ready, passages, new ChatPrompt(maps, database.passages()));
        BeginAnswer beginning = new BeginAnswer(keeping, streams, live, place, stamps);
        ask = new AskQuestion(models, replies, beginning);
        research = new AskResearch(models, replies, beginning);
        wholeResearch = new RunResearch(models, replies, beginning, database.researches());
        reports = new ReadResearch(keeping, database.snapshots());
        keeper = new AnswerKeeper(
                keeping,
                live,
                new AnswerKeeper.Terms(place.instance(), LEASE, GRACE, model::price),
                clock,
                wholeResearch::takeOver);
        keeper.start();
        InMemoryDatabase.Jobs kept = database.jobs();
        jobs = new JobStores(
                kept.store(), kept.queue(), kept.events(), kept.spends(), kept.wakeUps(), database.transactions());
        submit = new SubmitJob(repositories, models, jobs, database.wikis(), stamps, QUEUE_LIMIT);
        control = new JobControl(jobs, stamps, QUEUE_LIMIT);
        queries = new JobQueries(jobs, database.snapshots(), clock);
        follow = new FollowJob(jobs);
        engine = new EngineControl(kept.board(), jobs);
        survey = new SurveyEngine(kept.board(), new ListModels(model), CAPS, QUEUE_LIMIT);
        trial = new TryProvider(model, (_, _) -> " Look at the settings.", clock);
        wikis = new ReadWiki(database.wikis());
        lines = new ReadLines(wikis, database.snapshots());
        search = new SearchWiki(wikis, database.wikis());
        making = new Steps.Making(
                repositories,
                indexing,
                new PlanWiki(maps),
                new RefreshWiki(database.wikis(), database.snapshots(), maps),
                new WritePage(maps, database.passages(), clock),
                models,
                database.wikis());
        JobSettings settings = new JobSettings(
                CAPS,
                4,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1)));
        worker = new JobWorker(
                jobs,
                making,
                settings,
                stamps,
                new JobWorker.Outside(place.instance(), Thread.ofVirtual().factory(), () -> 0.0));
    }

    /** The order of a comprehensive wiki of the one repository, by the scripted model. */
    public static WikiRequest wiki(Language language) {
        return new WikiRequest(
                Sources.REPOSITORY,
                Optional.empty(),
                language,
                WikiMode.COMPREHENSIVE,
                ScriptedModel.REF,
                Optional.empty(),
                FileFilter.NONE);
    }

    /** Lets vectors be made. */
    public Workshop embedding() {
        embedding.start();
        return this;
    }

    /** Lets the engine run. */
    public Workshop working() {
        worker.start();
        return this;
    }

    @Override
    public void close() {
        embedding.close();
        worker.close();
        keeper.close();
        threads.close();
    }
}
