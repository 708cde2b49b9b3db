package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The engine as its operators see it, over all instances together, and its main switch. Time is the store's own clock. */
public interface EngineBoard {
    /**
     * From now on no instance claims work, until {@link #resume}, however often they are started anew. What is held is finished.
     *
     * @return false: it was so before
     */
    boolean pause();

    /** Work is claimed again. Returns false if it was so before. */
    boolean resume();

    /** Since when nothing is claimed; empty if work is claimed. */
    Optional<Instant> pausedSince();

    /** How much there is to do. */
    Queue queue();

    /** What is worked on, the longest without a sign of life first. */
    List<Held> held();

    /** The instances that gave a sign of life lately, or did not say goodbye; in the order in which they started. */
    List<Instance> instances();

    /** Says what people call this instance. It lives when it gives signs of life. */
    void introduce(InstanceId instance, String name);

    /** Forgets instances that went without goodbye so long ago. */
    void forgetInstances(Duration silent);

    /**
     * Work of jobs that wait or run.
     *
     * @param ready could be claimed now
     * @param later waits for its time, as after a failure
     * @param held is worked on, for paused jobs too
     * @param oldestReady since when the longest ready one is
     * @param jobs how many jobs wait or run
     */
    record Queue(int ready, int later, int held, Optional<Instant> oldestReady, int jobs) {}

    /**
     * A work item that an instance holds.
     *
     * @param provider who is asked for it, if anybody is
     * @param until when it is given to another instance, unless its holder gives a sign of life
     */
    record Held(JobId job, Work work, String provider, InstanceId instance, int attempt, int crashes, Instant until) {}

    /**
     * A running process.
     *
     * @param name what it calls itself; empty if it did not say
     * @param alive whether the others still count on it
     */
    record Instance(InstanceId id, String name, Instant started, Instant lastBeat, boolean alive) {}
}
