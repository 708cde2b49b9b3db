package io.deepwiki;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.cli.ServiceRunner.LogTarget;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.RunningService;
import io.deepwiki.folder.ShippedFolder;
import io.deepwiki.settings.ServiceSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The life of the service: starts its parts in order, waits for the signal to end, and closes them in the opposite order within 30 s. */
final class Lifecycle {
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final ServiceSettings settings;
    private final DataFolder folder;
    private final ShippedFolder shipped;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Lifecycle(ServiceSettings settings, DataFolder folder, ShippedFolder shipped) {
        this.settings = settings;
        this.folder = folder;
        this.shipped = shipped;
    }

    /** Runs the service until the process is told to end. */
    static void run(ServiceSettings settings, LogTarget target, ShippedFolder shipped) {
        DataFolder folder = new DataFolder(settings.dataFolder());
        folder.create();
        Logs.to(target, folder);
        new Lifecycle(settings, folder, shipped).run();
    }

    private void run() {
        System.Logger log = System.getLogger(Lifecycle.class.getName());
        settings.warnings().forEach(warning -> log.log(WARNING, warning));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::drain));
        long pid = ProcessHandle.current().pid();
        try (Wiring wiring = Wiring.of(settings, folder, Ports.choose(settings.http()), shipped.version())) {
            folder.service().write(new RunningService(pid, wiring.api(), wiring.web(), shipped.build()));
            log.log(
                    INFO,
                    "event=ready api={0} web={1} data={2} build={3}",
                    wiring.api(),
                    wiring.web(),
                    folder.root(),
                    shipped.build());
            stop.await();
            log.log(INFO, "event=stopping");
            folder.service().forget(pid);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            folder.service().forget(pid);
            stopped.countDown();
        }
    }

    /** Runs while the process ends: the process lives as long as this does. */
    private void drain() {
        stop.countDown();
        try {
            if (!stopped.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(Lifecycle.class.getName()).log(WARNING, "event=drain_cut_short after={0}", DRAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
