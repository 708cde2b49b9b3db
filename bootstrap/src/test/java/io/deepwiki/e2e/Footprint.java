package io.deepwiki.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds.
 *
 * @param heap bytes in use after a full collection
 * @param files open descriptors
 * @param threads of the system
 */
record Footprint(long heap, long files, long threads) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern VIRTUAL = Pattern.compile("#\\d+ .* virtual ");
    private static final String OURS = "at io.deepwiki.";

    static Footprint of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("the heap of process " + pid + " cannot be seen");
        }
        Path process = Path.of("/proc", Long.toString(pid));
        return new Footprint(
                Long.parseLong(used.group(1)) << 10, entries(process.resolve("fd")), entries(process.resolve("task")));
    }

    /**
     * Where its virtual threads are that are in the product's code: not those of connections which a client keeps for later, and whose number is up to it.
     */
    static List<String> atWork(long pid, Path scratch) throws IOException, InterruptedException {
        Path dump = scratch.resolve("threads-" + pid + ".txt");
        jcmd(pid, "Thread.dump_to_file", "-overwrite", dump.toString());
        return Stream.of(Files.readString(dump).split("\n\n"))
                .map(String::strip)
                .filter(thread -> VIRTUAL.matcher(thread).lookingAt() && thread.contains(OURS))
                .toList();
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static String jcmd(long pid, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return said;
    }
}
