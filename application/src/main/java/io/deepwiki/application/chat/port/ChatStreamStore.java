package io.deepwiki.application.chat.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.StreamLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answers that were given or are being given, with their parts in order. */
public interface ChatStreamStore {
    /** Lets nobody else begin a stream for this caller until the end of the transaction. */
    void lock(Caller caller);

    /** The stream that the caller has begun with this idempotency key. */
    Optional<Bound> boundTo(Caller caller, String key);

    /** Frees the idempotency key of a stream. */
    void unbind(StreamId id);

    /** What the caller's streams amount to. */
    StreamLoad load(Caller caller, Instant since);

    /** Keeps a stream that begins, and that the given instance writes. */
    void begin(ChatStream stream, Optional<Binding> binding, InstanceId writer);

    /** Which of the streams run and are still the writer's. They stay so until the end of the transaction: nobody takes them over meanwhile. */
    Set<StreamId> writtenBy(InstanceId writer, Set<StreamId> ids);

    /** Of which streams the part at the given position is not kept. */
    Set<StreamId> lacking(Map<StreamId, Integer> newest);

    /** Adds parts to streams that run and are still the writer's; those of others are dropped. A part that is there already stays as it is. */
    void append(InstanceId writer, List<StoredPart> parts);

    /**
     * Keeps how a stream ended that runs and is still the writer's.
     *
     * @return whether it was
     */
    boolean end(InstanceId writer, ChatStream ended);

    Optional<ChatStream> find(StreamId id, Caller caller);

    /**
     * The parts at greater positions than the given one, in order.
     *
     * @param after -1 for all
     */
    List<StoredPart> parts(StreamId id, int after, int atMost);

    /** The part at the greatest position. */
    Optional<StoredPart> newest(StreamId id);

    /**
     * Forgets of the streams that ended, in the order in which they did, the parts of answers that ended before the first moment, and
     * everything of streams of any kind that ended before the second. An answer that has no parts (any more) is nothing to see to before the
     * second moment, and is not counted.
     *
     * @param atMost how many streams are seen to
     * @return how many there were to see to; fewer than that: there is no more
     */
    int forget(Instant parts, Instant streams, int atMost);

    /**
     * What a client calls a request that it may send again.
     *
     * @param digest of what it asked for, in hexadecimal
     */
    record Binding(String key, String digest) {}

    /** A stream that was begun under an idempotency key. */
    record Bound(ChatStream stream, String digest) {}
}
