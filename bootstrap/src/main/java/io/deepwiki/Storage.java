package io.deepwiki;

import io.deepwiki.adapters.persistence.chat.JooqChatStreamStore;
import io.deepwiki.adapters.persistence.chat.JooqStreamSigns;
import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.adapters.persistence.database.SecretKeyCheck;
import io.deepwiki.adapters.persistence.jobs.JooqEngineBoard;
import io.deepwiki.adapters.persistence.jobs.JooqJobEventLog;
import io.deepwiki.adapters.persistence.jobs.JooqJobStore;
import io.deepwiki.adapters.persistence.jobs.JooqOldJobs;
import io.deepwiki.adapters.persistence.jobs.JooqSpendLog;
import io.deepwiki.adapters.persistence.jobs.JooqWorkQueue;
import io.deepwiki.adapters.persistence.jobs.PgWakeUps;
import io.deepwiki.adapters.persistence.repository.JooqSnapshotStore;
import io.deepwiki.adapters.persistence.research.JooqResearchStore;
import io.deepwiki.adapters.persistence.retrieval.JooqPassageIndex;
import io.deepwiki.adapters.persistence.retrieval.PgVectorIndex;
import io.deepwiki.adapters.persistence.wiki.JooqLookout;
import io.deepwiki.adapters.persistence.wiki.JooqWikiStore;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.research.port.ResearchStore;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.application.retrieval.port.VectorIndex;
import io.deepwiki.application.wiki.port.Lookout;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.cli.CommandFailure;
import io.deepwiki.domain.instance.InstanceId;
import java.util.function.BooleanSupplier;

/**
 * Where things are kept: the half of the composition root that stands on the database.
 *
 * @param instance what this process is called there
 * @param answers whether the database can be reached now
 * @param listening whether wake-ups of other instances are heard now
 */
record Storage(
        SnapshotStore snapshots,
        PassageIndex index,
        VectorIndex vectors,
        WikiStore wikis,
        Lookout lookout,
        ChatStreamStore streams,
        StreamSigns signs,
        ResearchStore researches,
        JobStores jobs,
        EngineBoard board,
        OldJobs oldJobs,
        InstanceId instance,
        Transactions transactions,
        BooleanSupplier answers,
        BooleanSupplier listening) {
    static Storage on(Database database, Keys keys, Parts parts, Stamps stamps) {
        InstanceId instance = new InstanceId(stamps.newId());
        PgWakeUps wakeUps = parts.keep("wake-ups", new PgWakeUps(database, instance));
        var dsl = database.dsl();
        SecretBox box = checked(new SecretBox(keys.tokens()), database);
        Transactions transactions = database.transactions();
        return new Storage(
                new JooqSnapshotStore(dsl, stamps.ids()),
                new JooqPassageIndex(dsl),
                new PgVectorIndex(dsl, database.dataSource()),
                new JooqWikiStore(dsl, stamps.ids()),
                new JooqLookout(dsl),
                new JooqChatStreamStore(dsl),
                new JooqStreamSigns(dsl),
                new JooqResearchStore(dsl, box),
                new JobStores(
                        new JooqJobStore(dsl, stamps.ids(), box),
                        new JooqWorkQueue(dsl),
                        new JooqJobEventLog(dsl),
                        new JooqSpendLog(dsl),
                        wakeUps,
                        transactions),
                new JooqEngineBoard(dsl),
                new JooqOldJobs(dsl),
                instance,
                transactions,
                database::answers,
                wakeUps::listening);
    }

    /** Another key than the other instances' is its operator's to mend. */
    private static SecretBox checked(SecretBox box, Database database) {
        try {
            SecretKeyCheck.run(database.dsl(), box);
            return box;
        } catch (IllegalStateException e) {
            throw new CommandFailure(1, String.valueOf(e.getMessage()), e);
        }
    }
}
