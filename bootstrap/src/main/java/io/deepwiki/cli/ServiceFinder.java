package io.deepwiki.cli;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.RunningService;
import io.deepwiki.settings.AccessSettings;
import io.deepwiki.settings.ServiceSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the service, and starts it when it does not run. */
final class ServiceFinder {
    static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final Surroundings here;
    private final ServiceSettings settings;
    private final DataFolder folder;

    ServiceFinder(Surroundings here) {
        this.here = here;
        this.settings = here.settings().get();
        this.folder = here.folder();
    }

    /** The service, if it answers. */
    Optional<Service> running() {
        if (settings.url().isPresent()) {
            return Optional.of(new Service(new ServiceApi(settings.url().get(), key()), Optional.empty(), false))
                    .filter(service -> service.api().alive());
        }
        return card().map(this::service);
    }

    /** The service; its own one is started if it does not run, and restarted if another build runs. */
    Service runningOrStarted() {
        if (settings.url().isPresent()) {
            return running()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.NO_SERVICE,
                            "No DeepWiki service answers at " + settings.url().get() + " (DEEPWIKI_URL)."));
        }
        Optional<RunningService> current = card().filter(this::sameBuild);
        return current.map(this::service).orElseGet(this::startAlone);
    }

    /** Only one command line starts it; another one that comes meanwhile waits and finds it running. */
    private Service startAlone() {
        folder.create();
        try (FileChannel channel =
                        FileChannel.open(folder.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            Optional<RunningService> other = card();
            if (other.isPresent() && sameBuild(other.get())) {
                return service(other.get());
            }
            other.ifPresent(this::stopOther);
            return service(start());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The data folder " + folder.root() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void stopOther(RunningService other) {
        here.terminal().note("Another build of DeepWiki runs (process " + other.pid() + "); restarting the service.");
        ServiceProcess.of(other).ifPresent(process -> {
            if (!ServiceProcess.stop(process, STOP_PATIENCE)) {
                throw new CommandFailure(ExitCode.FAILED, "Process " + other.pid() + " does not end: stop it by hand.");
            }
        });
    }

    private RunningService start() {
        here.terminal().note("Starting the service in the background (log: " + folder.serviceLog() + ") …");
        ServiceProcess processes = new ServiceProcess(folder, here.shipped(), here.environment());
        Process process = processes.start();
        Instant deadline = here.machine().instant().plus(START_PATIENCE);
        try {
            while (here.machine().instant().isBefore(deadline)) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw failed(processes, "The service ended while it was starting.");
                }
                Optional<RunningService> up = card().filter(card -> card.pid() == process.pid());
                if (up.isPresent()) {
                    return up.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
        }
        throw failed(processes, "The service is not ready after " + START_PATIENCE.toSeconds() + " s.");
    }

    private CommandFailure failed(ServiceProcess processes, String sentence) {
        String words = String.join("\n  ", processes.lastWords());
        return new CommandFailure(
                ExitCode.NO_SERVICE,
                sentence + " It said last:\n  " + words + "\nThe whole log is in " + folder.logs());
    }

    /** The card of our own service, proven: its process lives and it answers. */
    Optional<RunningService> card() {
        return folder.service()
                .read()
                .filter(card -> ServiceProcess.of(card).isPresent())
                .filter(card -> new ServiceApi(card.url(), Optional.empty()).alive());
    }

    private boolean sameBuild(RunningService card) {
        return card.build().equals(here.shipped().build());
    }

    private Service service(RunningService card) {
        return new Service(new ServiceApi(card.url(), key()), Optional.of(card.web()), true);
    }

    private Optional<Secret> key() {
        AccessSettings access = settings.access();
        if (!access.required()) {
            return access.frontendKey();
        }
        return access.frontendKey()
                .or(() -> access.keys().stream().findFirst())
                .or(() -> folder.apiKey().read());
    }
}
