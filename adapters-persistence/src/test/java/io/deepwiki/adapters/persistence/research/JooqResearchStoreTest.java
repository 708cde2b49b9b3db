package io.deepwiki.adapters.persistence.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.research.port.ResearchStore;
import io.deepwiki.application.research.port.ResearchStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqResearchStoreTest extends ResearchStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected ChatStreamStore streams() {
        return DATABASE.chats();
    }

    @Override
    protected ResearchStore store() {
        return DATABASE.researches();
    }

    @AfterEach
    void nothing_stands_in_clear() {
        assertThat(DATABASE.dsl().fetch("select s::text from chat_stream s").getValues(0))
                .isNotEmpty()
                .noneMatch(
                        row -> row.toString().contains("main") || row.toString().contains("turns"));
    }
}
