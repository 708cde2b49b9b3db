package io.deepwiki.adapters.persistence;

import io.deepwiki.adapters.persistence.chat.JooqChatStreamStore;
import io.deepwiki.adapters.persistence.chat.JooqStreamSigns;
import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.adapters.persistence.jobs.JooqEngineBoard;
import io.deepwiki.adapters.persistence.jobs.JooqJobEventLog;
import io.deepwiki.adapters.persistence.jobs.JooqJobStore;
import io.deepwiki.adapters.persistence.jobs.JooqOldJobs;
import io.deepwiki.adapters.persistence.jobs.JooqSpendLog;
import io.deepwiki.adapters.persistence.jobs.JooqWorkQueue;
import io.deepwiki.adapters.persistence.repository.JooqSnapshotStore;
import io.deepwiki.adapters.persistence.research.JooqResearchStore;
import io.deepwiki.adapters.persistence.retrieval.JooqPassageIndex;
import io.deepwiki.adapters.persistence.retrieval.PgVectorIndex;
import io.deepwiki.adapters.persistence.wiki.JooqLookout;
import io.deepwiki.adapters.persistence.wiki.JooqWikiStore;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.port.CountingIds;
import io.deepwiki.application.port.Ids;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.research.port.ResearchStore;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.application.wiki.port.Lookout;
import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A migrated database for one test class, emptied after each test, with the stores over it. */
public final class EmptyDatabase implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final SecretBox SECRETS = new SecretBox(new SecretKeySpec(key(), "AES"));

    private final Ids ids = new CountingIds();
    private Optional<Open> open = Optional.empty();

    private record Open(TestDatabase server, Database database) {}

    private static byte[] key() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return key;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        TestDatabase server = TestDatabase.fresh();
        Database database = connect(server.url(), server);
        open = Optional.of(new Open(server, database));
    }

    private static Database connect(String url, TestDatabase server) {
        Optional<Secret> password =
                Optional.of(server.password()).filter(text -> !text.isBlank()).map(Secret::new);
        return new Database(
                new DatabaseSettings(url, server.user(), password, 8, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        dsl().execute("truncate repository, chat_stream, chat_part, service_instance, wiki_job, engine_pause cascade");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database().close();
        opened().server().close();
    }

    private Open opened() {
        return open.orElseThrow(() -> new IllegalStateException("the database is opened before the first test"));
    }

    public Database database() {
        return opened().database();
    }

    public DSLContext dsl() {
        return database().dsl();
    }

    public Transactions transactions() {
        return database().transactions();
    }

    public SnapshotStore snapshots() {
        return new JooqSnapshotStore(dsl(), ids);
    }

    public PassageIndex passages() {
        return new JooqPassageIndex(dsl());
    }

    public VectorIndex vectors() {
        return new PgVectorIndex(dsl(), database().dataSource());
    }

    public JooqWikiStore wikis() {
        return new JooqWikiStore(dsl(), ids);
    }

    public Lookout lookout() {
        return new JooqLookout(dsl());
    }

    public JooqChatStreamStore chats() {
        return new JooqChatStreamStore(dsl());
    }

    public StreamSigns streamSigns() {
        return new JooqStreamSigns(dsl());
    }

    public ResearchStore researches() {
        return new JooqResearchStore(dsl(), SECRETS);
    }

    public JobStore jobs() {
        return new JooqJobStore(dsl(), ids, SECRETS);
    }

    public WorkQueue queue() {
        return new JooqWorkQueue(dsl());
    }

    public SpendLog spends() {
        return new JooqSpendLog(dsl());
    }

    public JobEventLog events() {
        return new JooqJobEventLog(dsl());
    }

    public EngineBoard board() {
        return new JooqEngineBoard(dsl());
    }

    public OldJobs oldJobs() {
        return new JooqOldJobs(dsl());
    }

    /** The server's time. */
    public Instant now() {
        return dsl().select(DSL.function("clock_timestamp", SQLDataType.INSTANT))
                .fetchSingle()
                .value1();
    }
}
