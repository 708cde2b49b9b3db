package io.deepwiki.application.chat.port;

class InMemoryChatStreamStoreTest extends ChatStreamStoreContract {
    private final InMemoryChatStreamStore store = new InMemoryChatStreamStore();

    @Override
    protected ChatStreamStore store() {
        return store;
    }
}
