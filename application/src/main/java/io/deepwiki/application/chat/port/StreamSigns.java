package io.deepwiki.application.chat.port;

import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What instances let each other know of the answers that they write and read. Time is the store's own clock. */
public interface StreamSigns {
    /** The instance lives, and can be counted on for that long. */
    void alive(InstanceId instance, Duration lease);

    /** The instance writes nothing more. */
    void gone(InstanceId instance);

    /**
     * Takes over running streams of other writers that are not known to live; from now on they are this instance's to end. Those of a writer
     * that is storing something at this moment are left for the next time.
     */
    List<ChatStream> claimAbandoned(InstanceId instance, int atMost);

    /** The streams that run and are this writer's. */
    List<ChatStream> running(InstanceId writer);

    /** Asks whoever writes the stream to stop. */
    void askToStop(StreamId id);

    /** The running streams of this writer that somebody has asked to stop. */
    Set<StreamId> askedToStop(InstanceId writer);

    /** Somebody follows these streams by what is stored of them. */
    void reading(Set<StreamId> ids);

    /** Which of the streams were followed so within that time. */
    Set<StreamId> readWithin(Set<StreamId> ids, Duration time);
}
