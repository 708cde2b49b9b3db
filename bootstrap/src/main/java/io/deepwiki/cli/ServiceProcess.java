package io.deepwiki.cli;

import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.RunningService;
import io.deepwiki.folder.ShippedFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service as a process of this machine: started in the background, found, and stopped. */
final class ServiceProcess {
    private static final Pattern STACK = Pattern.compile("^\\s+(at |\\.\\.\\. )|^Caused by: ");

    private final DataFolder folder;
    private final ShippedFolder shipped;
    private final Map<String, String> environment;

    ServiceProcess(DataFolder folder, ShippedFolder shipped, Map<String, String> environment) {
        this.folder = folder;
        this.shipped = shipped;
        this.environment = environment;
    }

    /** Starts it detached, so that it outlives the terminal; it gets none of our descriptors. */
    Process start() {
        File output = folder.outputLog().toFile();
        try {
            return new ProcessBuilder(command())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.appendTo(output))
                    .start();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The service cannot be started: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Stream.of("/usr/bin/setsid", "/bin/setsid").anyMatch(tool -> Files.isExecutable(Path.of(tool)))) {
            command.add("setsid");
        } else {
            command.add("nohup");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Files.isReadable(shipped.serviceOptions())) {
            command.add("@" + shipped.serviceOptions());
        }
        if (Files.isReadable(shipped.rehearsed())) {
            // What was learned by another Java or from other files is left alone, without a word.
            command.addAll(List.of("-XX:AOTCache=" + shipped.rehearsed(), "-Xlog:aot*=off", "-Xlog:cds*=off"));
        }
        Stream.of(environment.getOrDefault("DEEPWIKI_JAVA_OPTS", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-jar", shipped.jar().toString(), "serve"));
        return command;
    }

    /** The process of a card, if it lives and is a DeepWiki service. */
    static Optional<ProcessHandle> of(RunningService card) {
        return ProcessHandle.of(card.pid()).filter(ProcessHandle::isAlive).filter(ServiceProcess::isService);
    }

    private static boolean isService(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return !Files.exists(commandLine)
                    || Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                            .contains("deepwiki");
        } catch (IOException _) {
            return false;
        }
    }

    /** Asks it to end, and waits; false if it still lives after {@code patience}. */
    static boolean stop(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException _) {
            return !process.isAlive();
        }
    }

    /** What it wrote last: of its log and of its JVM's own words. */
    List<String> lastWords() {
        return Stream.of(folder.serviceLog(), folder.outputLog())
                .flatMap(log -> tail(log).stream())
                .toList();
    }

    private static List<String> tail(Path log) {
        try {
            String whole = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
            List<String> lines =
                    whole.lines().filter(line -> !STACK.matcher(line).find()).toList();
            return lines.subList(Math.max(0, lines.size() - 15), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be read", e);
        }
    }
}
