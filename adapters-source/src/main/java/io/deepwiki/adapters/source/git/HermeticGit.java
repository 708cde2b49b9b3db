package io.deepwiki.adapters.source.git;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportProtocol;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Cuts the library off from the user's and the machine's Git settings, from the environment, and from every transport but HTTP. */
final class HermeticGit extends SystemReader {
    /** More than any file system's: so the library need not measure it with a probe file in a folder that is not ours. */
    private static final long TIMESTAMP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final SystemReader machine;

    private HermeticGit(SystemReader machine) {
        this.machine = machine;
    }

    /** For the whole process; doing it again changes nothing. */
    static synchronized void install() {
        if (SystemReader.getInstance() instanceof HermeticGit) {
            return;
        }
        SystemReader.setInstance(new HermeticGit(SystemReader.getInstance()));
        for (TransportProtocol protocol : List.copyOf(Transport.getTransportProtocols())) {
            if (!protocol.getSchemes().contains("https")) {
                Transport.unregister(protocol);
            }
        }
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public @Nullable String getProperty(String key) {
        return key.equals("user.name") ? "deepwiki" : System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract there
    public long getCurrentTime() {
        return machine.now().toEpochMilli();
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract there
    public int getTimezone(long when) {
        return 0;
    }

    @Override
    public ZoneOffset getTimeZoneAt(Instant when) {
        return ZoneOffset.UTC;
    }

    /** A file of settings that is empty and stays so. */
    private static final class NoConfig extends FileBasedConfig {
        NoConfig(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit wanted) {
            return section.equals("filesystem")
                    ? wanted.convert(TIMESTAMP_NANOS, TimeUnit.NANOSECONDS)
                    : super.getTimeUnit(section, subsection, name, otherwise, wanted);
        }
    }
}
