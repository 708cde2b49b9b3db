package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemoteReadersTest {
    private static final Caller READER = new Caller("reader");

    private final Workshop shop = new Workshop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_reader_of_another_instances_answer_counts_while_it_is_connected_however_slowly_it_reads() {
        InstanceId other = new InstanceId(new UUID(9, 9));
        StreamId id = new StreamId(new UUID(8, 8));
        shop.database.signs().alive(other, Duration.ofDays(1));
        shop.database
                .chats()
                .begin(
                        ChatStream.begun(
                                id,
                                ChatStream.Kind.ANSWER,
                                READER,
                                Sources.REPOSITORY,
                                ScriptedModel.REF,
                                shop.clock.instant()),
                        Optional.empty(),
                        other);
        Answering reader = shop.streams.resume(id, READER, 0);
        awaitTrue(() -> isRead(id));
        shop.clock.forward(Duration.ofMinutes(1));
        assertThat(isRead(id)).isFalse();
        awaitTrue(() -> isRead(id));
        reader.parts().close();
        reader.parts().close();
        shop.clock.forward(Duration.ofMinutes(1));
        awaitTrue(() -> !isRead(id));
    }

    private boolean isRead(StreamId id) {
        return shop.database
                .signs()
                .readWithin(Set.of(id), Duration.ofSeconds(4))
                .contains(id);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
