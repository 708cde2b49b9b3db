package io.deepwiki.application.chat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.util.Optional;

/** Answers that an instance has begun and nobody writes: a test does. */
final class BegunAnswers {
    private BegunAnswers() {}

    /**
     * One that is kept and live.
     *
     * @param detached whether it goes on without a reader
     */
    static LiveAnswer begun(
            StreamId id, boolean detached, InstanceId writer, InMemoryDatabase database, LiveAnswers live) {
        ChatStream stream = ChatStream.begun(
                id,
                ChatStream.Kind.ANSWER,
                new Caller("reader"),
                Sources.REPOSITORY,
                ScriptedModel.REF,
                new SettableClock().instant());
        database.chats().begin(stream, Optional.empty(), writer);
        LiveAnswer answer = new LiveAnswer(stream, detached, _ -> {});
        live.add(answer);
        return answer;
    }
}
