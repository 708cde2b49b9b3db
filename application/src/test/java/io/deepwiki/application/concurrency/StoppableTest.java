package io.deepwiki.application.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoppableTest {
    private final AtomicReference<Stoppable> run = new AtomicReference<>();
    private final List<Boolean> interrupts = new ArrayList<>();

    @Test
    void work_is_interrupted_once_however_often_it_is_told_to_stop() {
        run.set(new Stoppable(() -> {
            run.get().stop();
            interrupts.add(Thread.interrupted());
            run.get().stop(); // while it hands back what it has
            interrupts.add(Thread.interrupted());
        }));
        run.get().run();
        assertThat(interrupts).containsExactly(true, false);
    }

    @Test
    void work_that_is_stopped_before_it_begins_begins_interrupted_and_is_not_interrupted_again() {
        run.set(new Stoppable(() -> {
            interrupts.add(Thread.interrupted());
            run.get().stop();
            interrupts.add(Thread.interrupted());
        }));
        run.get().stop();
        run.get().run();
        assertThat(interrupts).containsExactly(true, false);
    }

    @Test
    void nothing_of_a_stop_reaches_what_the_thread_does_afterwards() {
        run.set(new Stoppable(() -> run.get().stop()));
        run.get().run();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
