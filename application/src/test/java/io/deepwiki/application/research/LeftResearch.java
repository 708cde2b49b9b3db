package io.deepwiki.application.research;

import static io.deepwiki.application.repository.port.Sources.REPOSITORY;

import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.research.port.ResearchStore.Asked;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.Utf8;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A research that an instance has left so far which is gone. */
final class LeftResearch {
    static final StreamId ID = new StreamId(new UUID(8, 8));
    static final InstanceId WRITER = new InstanceId(new UUID(9, 9));
    static final Caller READER = Researches.READER;

    private LeftResearch() {}

    /** Leaves it. The offsets of the parts do not matter. */
    static void in(Workshop shop, ChatQuestion question, AnswerPart... parts) {
        ChatStream stream =
                ChatStream.begun(ID, Kind.RESEARCH, READER, REPOSITORY, ScriptedModel.REF, shop.clock.instant());
        List<StoredPart> stored = new ArrayList<>();
        long offset = 0;
        for (AnswerPart part : parts) {
            if (part instanceof Text(long _, String text)) {
                stored.add(new StoredPart(ID, stored.size(), offset, new Text(offset, text)));
                offset += Utf8.length(text);
            } else {
                stored.add(new StoredPart(ID, stored.size(), offset, part));
            }
        }
        Asked asked =
                new Asked(Optional.empty(), question.turns(), question.language(), question.file(), question.filter());
        shop.database.transactions().inTransaction(() -> {
            shop.database.chats().begin(stream, Optional.empty(), WRITER);
            shop.database.researches().keep(ID, asked);
            shop.database.chats().append(WRITER, stored);
        });
    }
}
