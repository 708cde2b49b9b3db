package io.deepwiki.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The machine that this process runs on. */
final class ProcessMachine implements Machine {
    private static final int NAME_BYTES = 16;

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody opens this latch");
        }
    }

    @Override
    public String freshName() {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return HexFormat.of().formatHex(name);
    }

    @Override
    public Watch atEnd(Runnable last) {
        AtomicBoolean watching = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (watching.get()) {
                last.run();
            }
        }));
        return () -> watching.set(false);
    }
}
