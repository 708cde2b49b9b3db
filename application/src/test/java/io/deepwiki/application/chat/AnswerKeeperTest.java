package io.deepwiki.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswerKeeperTest {
    private static final InstanceId INSTANCE = new InstanceId(new UUID(3, 4));

    private final InMemoryDatabase database = InMemoryDatabase.empty();
    private final LiveAnswers live = new LiveAnswers();
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch lives = new CountDownLatch(4);

    @Test
    void a_reader_who_comes_back_while_others_are_asked_for_readers_is_not_cut_off() throws InterruptedException {
        LiveAnswer answer = begun();
        try (AnswerKeeper keeper = keeper(() -> answer.follow(0))) {
            keeper.start();
            assertThat(decided.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answer.stopped()).isEmpty();
        }
    }

    @Test
    void an_answer_that_nobody_comes_back_to_is_stopped() throws InterruptedException {
        LiveAnswer answer = begun();
        try (AnswerKeeper keeper = keeper(() -> {})) {
            keeper.start();
            assertThat(decided.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answer.stopped()).contains(Stop.LEFT);
        }
    }

    @Test
    void signs_of_life_are_given_while_answers_leave_no_virtual_thread_a_processor() throws InterruptedException {
        AtomicBoolean computing = new AtomicBoolean(true);
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofVirtual().start(() -> {
                while (computing.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        try (AnswerKeeper keeper = keeper(() -> {}, Duration.ofSeconds(1))) {
            keeper.start();
            assertThat(lives.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            computing.set(false);
        }
    }

    private AnswerKeeper keeper(Runnable meanwhile) {
        return keeper(meanwhile, Duration.ofDays(1));
    }

    private AnswerKeeper keeper(Runnable meanwhile, Duration lease) {
        StreamSigns signs = new Slow(database.signs(), meanwhile);
        return new AnswerKeeper(
                new Keeping(database.chats(), signs, database.transactions()),
                live,
                new AnswerKeeper.Terms(INSTANCE, lease, Duration.ofMillis(50), _ -> Optional.empty()),
                new SettableClock(),
                (_, _) -> false);
    }

    private LiveAnswer begun() {
        return BegunAnswers.begun(new StreamId(new UUID(1, 2)), false, INSTANCE, database, live);
    }

    /** Signs on a server that takes its time: something happens while it is asked who reads. */
    private final class Slow implements StreamSigns {
        private final StreamSigns signs;
        private final Runnable meanwhile;
        private boolean asked;

        Slow(StreamSigns signs, Runnable meanwhile) {
            this.signs = signs;
            this.meanwhile = meanwhile;
        }

        @Override
        public Set<StreamId> readWithin(Set<StreamId> ids, Duration time) {
            meanwhile.run();
            asked = true;
            return signs.readWithin(ids, time);
        }

        /** Comes after readers were asked for and what has none was stopped, on the same thread. */
        @Override
        public Set<StreamId> askedToStop(InstanceId writer) {
            if (asked) {
                decided.countDown();
            }
            return signs.askedToStop(writer);
        }

        @Override
        public void alive(InstanceId instance, Duration lease) {
            signs.alive(instance, lease);
            lives.countDown();
        }

        @Override
        public void gone(InstanceId instance) {
            signs.gone(instance);
        }

        @Override
        public List<ChatStream> claimAbandoned(InstanceId instance, int atMost) {
            return signs.claimAbandoned(instance, atMost);
        }

        @Override
        public List<ChatStream> running(InstanceId writer) {
            return signs.running(writer);
        }

        @Override
        public void askToStop(StreamId id) {
            signs.askToStop(id);
        }

        @Override
        public void reading(Set<StreamId> ids) {
            signs.reading(ids);
        }
    }
}
