package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.jobs.port.WikiJobs.page;
import static io.deepwiki.application.jobs.port.WikiJobs.waiting;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A work queue to test, two instances that claim from it, and jobs. Time does not pass but when a test says so. */
abstract class WorkQueueStage {
    static final InstanceId ONE = new InstanceId(new UUID(1, 1));
    static final InstanceId TWO = new InstanceId(new UUID(1, 2));
    static final InstanceId THREE = new InstanceId(new UUID(1, 3));
    static final Duration LEASE = Duration.ofMinutes(10);
    static final int MANY = 64;

    /** The queue; empty when a test begins. */
    protected abstract WorkQueue queue();

    /** Where the jobs are. */
    protected abstract JobStore jobs();

    protected abstract Transactions transactions();

    /** About now, by the queue's clock. */
    protected abstract Instant now();

    /** Lets that time pass for everything that is in the queue. */
    protected abstract void pass(Duration time);

    /** Keeps a job, so that items can belong to it. */
    protected abstract void keep(WikiJob job);

    JobId job(int number) {
        return kept(waiting(number));
    }

    JobId job(int number, String provider) {
        return kept(waiting(number, provider));
    }

    private JobId kept(WikiJob job) {
        keep(job);
        return job.id();
    }

    WorkItem add(int number, JobId job) {
        WorkItem item = page(number, job, now().minusSeconds(1000 - number));
        queue().add(List.of(item));
        return item;
    }

    List<Claim> claim(InstanceId instance) {
        return claim(instance, MANY, MANY, LEASE);
    }

    List<Claim> claim(InstanceId instance, int atMost, int perJob, Duration lease) {
        return claim(instance, atMost, new Caps(perJob, MANY, Map.of()), lease);
    }

    List<Claim> claim(InstanceId instance, int atMost, Caps caps, Duration lease) {
        return queue().claim(instance, atMost, caps, lease, Expired.TAKEN_OVER);
    }

    static List<WorkItemId> ids(List<Claim> claims) {
        return claims.stream().map(claim -> claim.item().id()).toList();
    }
}
