package io.deepwiki.adapters.source.git;

import java.time.Duration;

/**
 * How much is fetched from a Git host.
 *
 * @param connect until a host answers
 * @param whole for one fetch from begin to end
 * @param packBytes more than these from one host in one fetch are an error that names the limit
 * @param blobBytes a larger file cannot be read
 */
public record SourceLimits(Duration connect, Duration whole, long packBytes, int blobBytes) {
    /** 15 s to connect, 10 min and 1 GiB in all, 16 MiB for one file. */
    public static final SourceLimits STANDARD =
            new SourceLimits(Duration.ofSeconds(15), Duration.ofMinutes(10), 1L << 30, 16 << 20);
}
