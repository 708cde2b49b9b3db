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
        Optional<JobEvent> last = tail.newest();
        if (last.isEmpty()) {
            leave(id);
            throw new FailureException(JobQueries.notFound()); // deleted since it was found
        }
        JobEvent newest = last.get();
        long from = after.orElse(newest.seq());
        boolean known = from >= 0 && from <= newest.seq() && tail.reachesBackTo(from);
        long cursor = known ? from : newest.seq();
        JobEvent state = new JobEvent(
                id,
                cursor,
                newest.run(),
                newest.at(),
                newest.state(),
                newest.progress(),
                newest.percent(),
                newest.what(),
                newest.tokens());
        return new Watcher(tail, new JobLine(state, tail.leftAt(newest)));
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
        private final JobTail tail;
        private final JobLine state;
        private long seq;
        private boolean begun;
        private boolean ended;
        private boolean closed;

        private Watcher(JobTail tail, JobLine state) {
            this.tail = tail;
            this.state = state;
            this.seq = state.event().seq();
        }

        @Override
        public Optional<JobLine> next(Duration patience) throws InterruptedException {
            if (!begun) {
                begun = true;
                ended = tail.endsAt(seq);
                return Optional.of(state);
            }
            if (ended) {
                return Optional.empty();
            }
            Optional<JobEvent> event = tail.after(seq, patience);
            seq = event.map(JobEvent::seq).orElse(seq);
            ended = tail.endsAt(seq);
            return event.map(line -> new JobLine(line, tail.leftAt(line)));
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                leave(state.event().job());
            }
        }
    }
}
