package io.deepwiki;

import io.deepwiki.adapters.persistence.chat.JooqChatStreamStore;
import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.adapters.persistence.database.JooqTransactions;
import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.adapters.persistence.database.SecretKeyCheck;
import io.deepwiki.adapters.persistence.jobs.JooqJobEventLog;
import io.deepwiki.adapters.persistence.jobs.JooqJobStore;
import io.deepwiki.adapters.persistence.jobs.JooqWorkQueue;
import io.deepwiki.adapters.persistence.jobs.PgWakeUps;
import io.deepwiki.adapters.persistence.repository.JooqSnapshotStore;
import io.deepwiki.adapters.persistence.retrieval.JooqPassageIndex;
import io.deepwiki.adapters.persistence.wiki.JooqWikiStore;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.db.Migrations;
import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.InstanceId;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.settings.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where things are kept: the half of the composition root that stands on the database.
 *
 * @param answers whether the database can be reached now
 * @param listening whether wake-ups of other instances are heard now
 */
record Storage(
        SnapshotStore snapshots,
        PassageIndex index,
        WikiStore wikis,
        ChatStreamStore streams,
        JobStores jobs,
        Transactions transactions,
        BooleanSupplier answers,
        BooleanSupplier listening) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Connects to the operator's server or starts our own, and brings the schema up to date. */
    static Storage open(ServiceSettings settings, DataFolder folder, Keys keys, Parts parts, Stamps stamps) {
        Database database = parts.keep("database", new Database(server(settings, folder, parts)));
        Migrations.apply(database.dataSource());
        PgWakeUps wakeUps = parts.keep("wake-ups", new PgWakeUps(database, new InstanceId(stamps.newId())));
        var dsl = database.dsl();
        SecretBox box = new SecretBox(keys.tokens());
        SecretKeyCheck.run(dsl, box);
        Transactions transactions = new JooqTransactions(dsl);
        return new Storage(
                new JooqSnapshotStore(dsl, stamps.ids()),
                new JooqPassageIndex(dsl),
                new JooqWikiStore(dsl, stamps.ids()),
                new JooqChatStreamStore(dsl),
                new JobStores(
                        new JooqJobStore(dsl, stamps.ids(), box),
                        new JooqWorkQueue(dsl),
                        new JooqJobEventLog(dsl),
                        wakeUps,
                        transactions),
                transactions,
                database::answers,
                wakeUps::listening);
    }

    private static DatabaseSettings server(ServiceSettings settings, DataFolder folder, Parts parts) {
        var wanted = settings.database();
        if (wanted.url().isPresent()) {
            String user = wanted.user().orElse("deepwiki");
            return new DatabaseSettings(wanted.url().get(), user, wanted.password(), wanted.poolSize(), PATIENCE);
        }
        Path programs = settings.cacheFolder().resolve("postgresql");
        EmbeddedPostgres server = parts.keep("postgresql", EmbeddedPostgres.start(folder.postgres(), programs));
        Optional<Secret> password = Optional.of(new Secret(server.password()));
        return new DatabaseSettings(server.url("postgres"), server.user(), password, wanted.poolSize(), PATIENCE);
    }
}
