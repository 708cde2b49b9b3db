package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.port.Transactions;

/** All that is kept of jobs; what changes together is changed in one of its transactions. */
public record JobStores(
        JobStore jobs,
        WorkQueue queue,
        JobEventLog events,
        SpendLog spends,
        WakeUps wakeUps,
        Transactions transactions) {}
