package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ArrivingBytesTest {
    private long requested;
    private boolean cancelled;

    private final Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    };

    @Test
    void what_came_before_the_break_is_handed_out_and_no_more_is_asked_for_than_is_taken() throws IOException {
        ArrivingBytes bytes = arriving(Duration.ofMinutes(1));
        bytes.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})));
        bytes.onError(new IOException("the cable was cut"));
        assertThat(requested).isEqualTo(1);
        assertThat(bytes.next()).hasValue(new byte[] {1, 2, 3});
        assertThat(requested).isEqualTo(2);
        assertThatThrownBy(bytes::next).isInstanceOf(IOException.class).hasMessage("the cable was cut");
    }

    @Test
    void a_connection_without_a_sign_of_life_is_broken() {
        assertThatThrownBy(arriving(Duration.ofMillis(1))::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sign of life");
    }

    @Test
    void whoever_hangs_up_gets_no_more() {
        arriving(Duration.ofMinutes(1)).close();
        assertThat(cancelled).isTrue();
    }

    private ArrivingBytes arriving(Duration silence) {
        ArrivingBytes bytes = new ArrivingBytes(silence);
        bytes.onSubscribe(subscription);
        return bytes;
    }
}
