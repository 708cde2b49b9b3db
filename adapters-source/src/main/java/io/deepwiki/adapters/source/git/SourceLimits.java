package io.deepwiki.adapters.source.git;

import java.time.Duration;

/**
 * How much of a repository we are ready to take.
 *
 * @param connect until a connection to the host stands ({@code deepwiki.source.connect-timeout})
 * @param idle how long a host may say nothing ({@code deepwiki.source.idle-timeout})
 * @param whole for one look-up or one fetch, all in all ({@code deepwiki.source.fetch-timeout})
 * @param maxPackBytes what one fetch may transfer ({@code deepwiki.source.max-pack})
 * @param maxFiles how many files a commit may have ({@code deepwiki.source.max-files})
 * @param maxFileBytes the largest file that is ever read ({@code deepwiki.source.max-file})
 */
public record SourceLimits(
        Duration connect, Duration idle, Duration whole, long maxPackBytes, int maxFiles, int maxFileBytes) {
    private static final long MIB = 1024L * 1024;

    /** What is enough for large public repositories. */
    public static final SourceLimits DEFAULT = new SourceLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10), 1024 * MIB, 100_000, (int)
                    (4 * MIB));

    public SourceLimits {
        positive("deepwiki.source.connect-timeout", connect.toMillis());
        positive("deepwiki.source.idle-timeout", idle.toMillis());
        positive("deepwiki.source.fetch-timeout", whole.toMillis());
        positive("deepwiki.source.max-pack", maxPackBytes);
        positive("deepwiki.source.max-files", maxFiles);
        positive("deepwiki.source.max-file", maxFileBytes);
    }

    private static void positive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be more than 0");
        }
    }
}
