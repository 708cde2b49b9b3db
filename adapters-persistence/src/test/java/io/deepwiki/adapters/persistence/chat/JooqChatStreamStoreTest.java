package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.ChatStreamStoreContract;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.port.Transactions;
import java.time.Duration;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqChatStreamStoreTest extends ChatStreamStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected ChatStreamStore store() {
        return DATABASE.chats();
    }

    @Override
    protected StreamSigns signs() {
        return DATABASE.streamSigns();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    /** The server's clock goes on by itself: instead of it, everything in the tables moves into the past. */
    @Override
    protected void pass(Duration time) {
        DATABASE.dsl()
                .execute(
                        "update service_instance set alive_until = alive_until - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
        DATABASE.dsl()
                .execute(
                        "update chat_stream set read_at = read_at - {0} * interval '1 millisecond'",
                        DSL.val(time.toMillis()));
    }
}
