package io.deepwiki.adapters.persistence.research;

import static io.deepwiki.db.generated.Tables.CHAT_STREAM;

import io.deepwiki.adapters.persistence.database.SecretBox;
import io.deepwiki.application.research.port.ResearchStore;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.chat.StreamId;
import java.util.Optional;
import org.jooq.DSLContext;

/** Questions in the rows of their streams, sealed: nobody reads a conversation in a table or a backup. */
public final class JooqResearchStore implements ResearchStore {
    private final DSLContext dsl;
    private final SecretBox box;

    public JooqResearchStore(DSLContext dsl, SecretBox box) {
        this.dsl = dsl;
        this.box = box;
    }

    @Override
    public void keep(StreamId id, Asked asked) {
        dsl.update(CHAT_STREAM)
                .set(CHAT_STREAM.REQUEST, box.seal(new Secret(AskedJson.write(asked)), place(id)))
                .where(CHAT_STREAM.ID.eq(id.value()))
                .execute();
    }

    @Override
    public Optional<Asked> find(StreamId id) {
        return dsl.select(CHAT_STREAM.REQUEST)
                .from(CHAT_STREAM)
                .where(CHAT_STREAM.ID.eq(id.value()))
                .fetchOptional(CHAT_STREAM.REQUEST)
                .map(request -> AskedJson.read(box.open(request, place(id)).reveal()));
    }

    private static String place(StreamId id) {
        return "chat_stream.request/" + id;
    }
}
