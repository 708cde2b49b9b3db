package io.deepwiki.adapters.llm.wire;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts threads, virtual ones too: only a thread dump knows them. */
final class LiveThreads {
    private LiveThreads() {}

    static long named(String name) {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.json");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
            long count = Files.readString(dump)
                    .lines()
                    .filter(line -> line.contains("\"name\": \"" + name + "\""))
                    .count();
            Files.delete(dump);
            Files.delete(folder);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
