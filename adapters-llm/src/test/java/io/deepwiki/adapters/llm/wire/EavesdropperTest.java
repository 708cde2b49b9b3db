package io.deepwiki.adapters.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EavesdropperTest {
    @Test
    void every_way_to_log_is_heard() {
        try (Eavesdropper log = new Eavesdropper()) {
            LoggerFactory.getLogger("a.library").trace("a whisper", new IllegalStateException("of a cause"));
            System.getLogger("our.own").log(System.Logger.Level.DEBUG, "and a word");
            assertThat(log.heard()).contains("a whisper", "of a cause", "and a word");
        }
    }
}
