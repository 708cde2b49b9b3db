package io.deepwiki.adapters.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatientOutputTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final AtomicInteger complaints = new AtomicInteger();

    @Test
    void a_write_that_is_held_up_is_told_of_once_and_ended_by_that() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                awaitEnd(ended);
            }
        };
        try (PatientOutput out = new PatientOutput(stuck, PATIENCE, () -> {
            complaints.incrementAndGet();
            ended.countDown();
        })) {
            out.write(1);
        }
        assertThat(complaints).hasValue(1);
    }

    @Test
    void silence_is_no_fault_of_the_reader() throws Exception {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (PatientOutput out = new PatientOutput(taken, PATIENCE, complaints::incrementAndGet)) {
            out.write("one".getBytes(StandardCharsets.US_ASCII));
            assertThat(new CountDownLatch(1).await(PATIENCE.toMillis() * 4, TimeUnit.MILLISECONDS))
                    .isFalse();
            out.write(" two".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        assertThat(taken.toString(StandardCharsets.US_ASCII)).isEqualTo("one two");
        assertThat(complaints).hasValue(0);
    }

    @Test
    void every_write_has_the_whole_patience_however_long_the_stream_is() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                writes.incrementAndGet();
                awaitHalf(new CountDownLatch(1));
            }
        };
        try (PatientOutput out = new PatientOutput(slow, PATIENCE.multipliedBy(4), complaints::incrementAndGet)) {
            for (int i = 0; i < 12; i++) {
                out.write(i);
            }
        }
        assertThat(writes).hasValue(12);
        assertThat(complaints).hasValue(0);
    }

    private static void awaitHalf(CountDownLatch never) throws IOException {
        try {
            assertThat(never.await(PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void awaitEnd(CountDownLatch ended) throws IOException {
        try {
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
