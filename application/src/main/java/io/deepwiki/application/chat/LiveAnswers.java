package io.deepwiki.application.chat;

import io.deepwiki.domain.chat.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The answers that this instance writes, until their end is stored; and those that are read here by what is stored of them. Thread-safe. */
public final class LiveAnswers {
    private final Map<StreamId, LiveAnswer> answers = new ConcurrentHashMap<>();
    private final Set<StreamId> beginning = ConcurrentHashMap.newKeySet();
    private final Map<StreamId, Integer> readers = new ConcurrentHashMap<>();
    private volatile Runnable atEnd = () -> {};

    void add(LiveAnswer answer) {
        answers.put(answer.stream().id(), answer);
    }

    /** Its end is stored, or cannot be stored here any more. */
    void remove(LiveAnswer answer) {
        answers.remove(answer.stream().id());
        answer.endIsStored();
    }

    /** What to do each time that an answer has ended, and its end is to be stored. */
    void atEnd(Runnable done) {
        atEnd = done;
    }

    /** Writes an answer, on this thread. */
    void write(LiveAnswer answer) {
        try {
            answer.write();
        } finally {
            atEnd.run();
        }
    }

    /** Begins a stream by work that keeps its row and adds its answer: between the two it is ours already, however long that takes. */
    <T> T beginning(StreamId id, Supplier<T> work) {
        beginning.add(id);
        try {
            return work.get();
        } finally {
            beginning.remove(id);
        }
    }

    /** Whether somebody here writes the stream, or is about to. */
    boolean has(StreamId id) {
        return beginning.contains(id) || answers.containsKey(id);
    }

    Optional<LiveAnswer> find(StreamId id) {
        return Optional.ofNullable(answers.get(id));
    }

    /** Somebody begins to read a stream by what is stored of it. */
    void reads(StreamId id) {
        readers.merge(id, 1, Integer::sum);
    }

    /** Somebody who read it so has left. */
    void left(StreamId id) {
        readers.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1);
    }

    /** What is read so just now, however slowly. */
    Set<StreamId> read() {
        return Set.copyOf(readers.keySet());
    }

    List<LiveAnswer> all() {
        return List.copyOf(answers.values());
    }

    static Set<StreamId> ids(List<LiveAnswer> answers) {
        return answers.stream().map(answer -> answer.stream().id()).collect(Collectors.toUnmodifiableSet());
    }
}
