package io.deepwiki;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.cli.ServiceRunner.LogTarget;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.MainInstance;
import io.deepwiki.folder.RunningService;
import io.deepwiki.folder.ShippedFolder;
import io.deepwiki.settings.ServiceSettings;
import java.util.Optional;

/** The life of the service: starts its parts in order, waits for the signal to end, and closes them in the opposite order within 30 s. */
final class Lifecycle {
    private static final long PID = ProcessHandle.current().pid();

    /** Not static: nothing may log before it is chosen where to. */
    private final System.Logger log = System.getLogger(Lifecycle.class.getName());

    private final ServiceSettings settings;
    private final DataFolder folder;
    private final ShippedFolder shipped;

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
        settings.warnings().forEach(warning -> log.log(WARNING, "event=setting_unknown why={0}", warning));
        StopSignal signal = StopSignal.ofProcess();
        Optional<MainInstance> main = folder.claimMain();
        try (Wiring wiring =
                Wiring.of(settings, folder, Ports.choose(settings.http(), main.isPresent()), shipped.version())) {
            announce(wiring, main.isPresent());
            signal.await();
            log.log(INFO, "event=stopping");
            main.ifPresent(this::giveBack);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            main.ifPresent(this::giveBack);
            signal.obeyed();
        }
    }

    private void announce(Wiring wiring, boolean main) {
        if (main) {
            folder.service().write(new RunningService(PID, wiring.api(), wiring.web(), shipped.build()));
        }
        log.log(
                INFO,
                "event=ready api={0} web={1} data={2} build={3} main={4}",
                wiring.api(),
                wiring.hasWeb() ? wiring.web() : "none",
                folder.root(),
                shipped.build(),
                main);
    }

    /** Before anything is closed: whoever comes next may start at once. */
    private void giveBack(MainInstance main) {
        folder.service().forget(PID);
        main.close();
    }
}
