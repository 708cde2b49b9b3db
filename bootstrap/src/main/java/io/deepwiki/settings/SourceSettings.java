package io.deepwiki.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which repositories may be read, how much of them, and how often they are looked at.
 *
 * @param lookEvery the remote of a repository with a wiki is looked at no more often in the background, by all instances together
 */
public record SourceSettings(List<String> allowedGitHosts, List<Path> localRoots, Limits limits, Duration lookEvery) {
    public SourceSettings {
        allowedGitHosts = List.copyOf(allowedGitHosts);
        localRoots = List.copyOf(localRoots);
        Checks checks = new Checks()
                .range(SettingKey.SOURCE_LOOK_EVERY, lookEvery, Duration.ofSeconds(1), Duration.ofHours(24));
        for (Path root : localRoots) {
            checks.that(
                    root.isAbsolute(), SettingKey.SOURCE_LOCAL_ROOTS.key() + " must be absolute paths, has " + root);
        }
        for (String host : allowedGitHosts) {
            checks.that(
                    host.matches("[A-Za-z0-9._\\[\\]-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?"),
                    SettingKey.SOURCE_ALLOWED_GIT_HOSTS.key() + " must be host or host:port, has " + host);
        }
        checks.done();
    }

    /**
     * How much of a repository is read.
     *
     * @param connect longest wait for a connection
     * @param idle how long a host may say nothing
     * @param fetch longest time for fetching
     * @param pack most bytes fetched
     * @param files most files
     * @param file largest file that is read
     */
    public record Limits(Duration connect, Duration idle, Duration fetch, ByteSize pack, int files, ByteSize file) {
        private static final Duration LEAST = Duration.ofMillis(100);

        public Limits {
            new Checks()
                    .range(SettingKey.SOURCE_CONNECT_TIMEOUT, connect, LEAST, Duration.ofMinutes(5))
                    .range(SettingKey.SOURCE_IDLE_TIMEOUT, idle, LEAST, Duration.ofMinutes(10))
                    .range(SettingKey.SOURCE_FETCH_TIMEOUT, fetch, Duration.ofSeconds(1), Duration.ofHours(24))
                    .range(SettingKey.SOURCE_MAX_PACK, pack, ByteSize.mebibytes(1), ByteSize.gibibytes(1024))
                    .range(SettingKey.SOURCE_MAX_FILES, files, 1, 10_000_000)
                    .range(SettingKey.SOURCE_MAX_FILE, file, ByteSize.kibibytes(1), ByteSize.mebibytes(64))
                    .done();
        }
    }
}
