package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.ChatStreamStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqChatStreamStoreTest extends ChatStreamStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected ChatStreamStore store() {
        return DATABASE.chats();
    }
}
