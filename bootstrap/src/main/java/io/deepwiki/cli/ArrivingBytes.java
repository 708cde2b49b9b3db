package io.deepwiki.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The body of an answer as it comes. All that came before the connection broke is handed out before the break is told. */
final class ArrivingBytes implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private final Duration silence;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    /** @param silence after how long without a byte the connection counts as broken */
    ArrivingBytes(Duration silence) {
        this.silence = silence;
    }

    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record Broken(Throwable why) implements Arrival {}

        record Ended() implements Arrival {}
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws IOException if the connection broke
     */
    Optional<byte[]> next() throws IOException {
        return switch (arrival()) {
            case Arrival.Bytes(List<ByteBuffer> buffers) -> {
                subscription.join().request(1);
                yield Optional.of(together(buffers));
            }
            case Arrival.Ended _ -> Optional.empty();
            case Arrival.Broken(Throwable why) -> throw new IOException(why.getMessage(), why);
        };
    }

    private Arrival arrival() throws IOException {
        try {
            Arrival arrival = arrivals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival == null) {
                throw new IOException("no sign of life for " + silence.toSeconds() + " s");
            }
            return arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
        }
    }

    private static byte[] together(List<ByteBuffer> buffers) {
        byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int at = 0;
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(bytes, at, length);
            at += length;
        }
        return bytes;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription.complete(begun);
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable why) {
        arrivals.add(new Arrival.Broken(why));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.Ended());
    }

    /** Hangs up. */
    @Override
    public void close() {
        CompletableFuture<Void> _ = subscription.thenAccept(Flow.Subscription::cancel);
    }
}
