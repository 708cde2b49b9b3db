package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.WakeUps.Subscription;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets people watch a job: first where it stands, then every change, nothing lost and nothing twice. A watcher is a place in the job's log,
 * not a queue.
 */
public final class FollowJob {
    private final JobStores stores;
    private final Map<JobId, Watched> watched = new HashMap<>();
    private volatile boolean draining;

    public FollowJob(JobStores stores) {
        this.stores = stores;
    }

    /**
     * Follows a job. The first element tells where it stands now, and bears the number that the others go on from: the newest, or that of
     * {@code after}. The feed ends after a line whose state is terminal and that is still the newest, or when the job is deleted.
     *
     * @param after the number of the last line that is known: what came since is told again; one that never was, or after which not
     *     everything is kept, counts as the newest
     * @throws FailureException NotFound
     */
    public Feed<JobLine> follow(JobId id, OptionalLong after, Caller caller) {
        if (stores.jobs().find(id, caller).isEmpty()) {
            throw new FailureException(JobQueries.notFound());
        }
        JobTail tail = join(id);
        try {
            JobLine newest = tail.newest()
                    .orElseThrow(() -> new FailureException(JobQueries.notFound())); // deleted since it was found
            return new Watcher(tail, state(newest, after, tail));
        } catch (RuntimeException e) {
            leave(id);
            throw e;
        }
    }

    private static JobLine state(JobLine newest, OptionalLong after, JobTail tail) {
        JobEvent now = newest.event();
        long from = after.orElse(now.seq());
        if (from < 0 || from >= now.seq() || !tail.reachesBackTo(from)) {
            return newest;
        }
        JobEvent state = new JobEvent(
                now.job(),
                from,
                now.run(),
                now.at(),
                now.state(),
                now.progress(),
                now.percent(),
                now.what(),
                now.tokens());
        return new JobLine(state, newest.left());
    }

    /** Whether watchers are sent away, to come back elsewhere or later: nothing is awaited here any more. */
    public boolean draining() {
        return draining;
    }

    /** Sends all watchers away, those who come from now on too. */
    public synchronized void drain() {
        draining = true;
        watched.values().forEach(each -> each.tail().close());
    }

    /** Subscribes before anything is read: what happens in between is read, not missed. */
    private synchronized JobTail join(JobId id) {
        Watched tail = watched.computeIfAbsent(id, _ -> {
            JobTail fresh = new JobTail(id, stores.events());
            if (draining) {
                fresh.close();
            }
            return new Watched(fresh, stores.wakeUps().onJob(id, fresh::hint));
        });
        tail.tail().watcherCame();
        return tail.tail();
    }

    private synchronized void leave(JobId id) {
        Watched tail = watched.get(id);
        if (tail != null && tail.tail().watcherLeft()) {
            tail.hints().close();
            watched.remove(id);
        }
    }

    private record Watched(JobTail tail, Subscription hints) {}

    private final class Watcher implements Feed<JobLine> {
        private final JobLine state;
        private final JobTail.Place place;
        private boolean begun;
        private boolean ended;
        private boolean closed;

        private Watcher(JobTail tail, JobLine state) {
            this.state = state;
            this.place = tail.placeAt(state.event().seq());
        }

        @Override
        public Optional<JobLine> next(Duration patience) throws InterruptedException {
            if (ended) {
                return Optional.empty();
            }
            Optional<JobLine> line = begun ? place.next(patience) : Optional.of(state);
            begun = true;
            ended = place.ended();
            return line;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                place.leave();
                leave(state.event().job());
            }
        }
    }
}
