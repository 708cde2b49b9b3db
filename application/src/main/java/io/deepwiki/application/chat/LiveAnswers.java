package io.deepwiki.application.chat;

import io.deepwiki.domain.chat.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The answers that this instance writes, until their end is stored. */
public final class LiveAnswers {
    private final Map<StreamId, LiveAnswer> answers = new ConcurrentHashMap<>();

    void add(LiveAnswer answer) {
        answers.put(answer.stream().id(), answer);
    }

    void remove(LiveAnswer answer) {
        answers.remove(answer.stream().id());
    }

    Optional<LiveAnswer> find(StreamId id) {
        return Optional.ofNullable(answers.get(id));
    }

    List<LiveAnswer> all() {
        return List.copyOf(answers.values());
    }

    static Set<StreamId> ids(List<LiveAnswer> answers) {
        return answers.stream().map(answer -> answer.stream().id()).collect(Collectors.toUnmodifiableSet());
    }
}
