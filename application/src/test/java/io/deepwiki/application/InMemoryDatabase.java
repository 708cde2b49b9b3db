package io.deepwiki.application;

import io.deepwiki.application.chat.port.InMemoryChatStreamStore;
import io.deepwiki.application.chat.port.InMemoryStreamSigns;
import io.deepwiki.application.jobs.port.InMemoryEngineBoard;
import io.deepwiki.application.jobs.port.InMemoryJobEventLog;
import io.deepwiki.application.jobs.port.InMemoryJobStore;
import io.deepwiki.application.jobs.port.InMemoryOldJobs;
import io.deepwiki.application.jobs.port.InMemorySpendLog;
import io.deepwiki.application.jobs.port.InMemoryWakeUps;
import io.deepwiki.application.jobs.port.InMemoryWorkQueue;
import io.deepwiki.application.jobs.port.OldJobs;
import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.repository.port.InMemoryFiles;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.research.port.InMemoryResearchStore;
import io.deepwiki.application.retrieval.port.InMemoryPassageIndex;
import io.deepwiki.application.retrieval.port.InMemoryVectorIndex;
import io.deepwiki.application.wiki.port.InMemoryLookout;
import io.deepwiki.application.wiki.port.InMemoryWikiStore;
import java.time.InstantSource;

/** All stores in memory, sharing what they know and their transactions. */
public record InMemoryDatabase(
        InMemoryTransactions transactions,
        InMemorySnapshotStore snapshots,
        InMemoryPassageIndex passages,
        InMemoryVectorIndex vectors,
        InMemoryWikiStore wikis,
        InMemoryLookout lookout,
        InMemoryChatStreamStore chats,
        InMemoryStreamSigns signs,
        InMemoryResearchStore researches,
        Jobs jobs) {
    /** What belongs to jobs. */
    public record Jobs(
            InMemoryJobStore store,
            InMemoryWorkQueue queue,
            InMemoryJobEventLog events,
            InMemorySpendLog spends,
            InMemoryWakeUps wakeUps,
            InMemoryEngineBoard board) {
        private static Jobs empty(
                InMemoryTransactions transactions,
                InMemorySnapshotStore snapshots,
                InMemoryStreamSigns signs,
                InstantSource clock) {
            InMemoryJobStore store = new InMemoryJobStore(transactions, snapshots, clock);
            InMemoryWorkQueue queue = new InMemoryWorkQueue(transactions, store, clock);
            InMemorySpendLog spends = new InMemorySpendLog(transactions, store);
            InMemoryJobEventLog events = new InMemoryJobEventLog(transactions, store, spends, snapshots);
            return new Jobs(
                    store,
                    queue,
                    events,
                    spends,
                    new InMemoryWakeUps(),
                    new InMemoryEngineBoard(queue, store, signs, clock));
        }

        /** What of them is old. */
        public OldJobs old() {
            return new InMemoryOldJobs(store, events);
        }
    }

    /** An empty one, whose clock stands still. */
    public static InMemoryDatabase empty() {
        return empty(new SettableClock());
    }

    /** An empty one. */
    public static InMemoryDatabase empty(InstantSource clock) {
        InMemoryTransactions transactions = new InMemoryTransactions();
        InMemoryFiles files = new InMemoryFiles(transactions);
        InMemorySnapshotStore snapshots = new InMemorySnapshotStore(transactions, files);
        InMemoryChatStreamStore chats = new InMemoryChatStreamStore(transactions);
        InMemoryWikiStore wikis = new InMemoryWikiStore(transactions, snapshots);
        InMemoryStreamSigns signs = new InMemoryStreamSigns(transactions, chats, clock);
        return new InMemoryDatabase(
                transactions,
                snapshots,
                new InMemoryPassageIndex(transactions, files, snapshots),
                new InMemoryVectorIndex(transactions, snapshots, clock),
                wikis,
                new InMemoryLookout(transactions, wikis, snapshots, clock),
                chats,
                signs,
                new InMemoryResearchStore(transactions, chats),
                Jobs.empty(transactions, snapshots, signs, clock));
    }
}
