package io.deepwiki;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.uuid.Generators;
import io.deepwiki.adapters.http.ServerSettings;
import io.deepwiki.adapters.http.WebListener;
import io.deepwiki.adapters.http.WebSettings;
import io.deepwiki.adapters.http.web.UiFiles;
import io.deepwiki.cli.CommandFailure;
import io.deepwiki.cli.ServiceRunner.LogTarget;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.folder.DataFolder;
import io.deepwiki.settings.AccessSettings;
import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.SettingKey;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The web listener as a process of its own, in front of an API elsewhere: no database, no data folder. */
final class WebProcess {
    private static final String FILES = "/web";
    private static final int USAGE = 2;

    private WebProcess() {}

    /** Serves until the process is told to end. */
    static void run(ServiceSettings settings) {
        HttpSettings http = settings.http();
        URI api = http.web()
                .backend()
                .orElseThrow(() -> new CommandFailure(
                        USAGE,
                        "Which API? Set " + SettingKey.HTTP_SERVER_BASE_URL.variable()
                                + ", as in http://127.0.0.1:8001. To have both in one process: up."));
        Optional<Secret> key = key(settings.access());
        Logs.to(LogTarget.CONSOLE, new DataFolder(settings.dataFolder()));
        System.Logger log = System.getLogger(WebProcess.class.getName());
        settings.warnings().forEach(warning -> log.log(WARNING, "event=setting_unknown why={0}", warning));
        StopSignal signal = StopSignal.ofProcess();
        try (WebListener listener = WebListener.start(
                listener(settings, Ports.web(http, -1), key),
                api,
                InstantSource.system(),
                Generators.timeBasedEpochGenerator()::generate)) {
            log.log(INFO, "event=web_ready port={0} api={1}", Integer.toString(listener.port()), api);
            signal.await();
            log.log(INFO, "event=stopping");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            signal.obeyed();
        }
    }

    private static Optional<Secret> key(AccessSettings access) {
        Optional<Secret> key =
                access.frontendKey().or(() -> access.keys().stream().findFirst());
        if (key.isEmpty() && access.required()) {
            throw new CommandFailure(
                    USAGE,
                    "Which key does that API want? Set " + SettingKey.ACCESS_FRONTEND_API_KEY.variable() + ", or "
                            + SettingKey.ACCESS_AUTH_ENABLED.variable() + "=false if it wants none.");
        }
        return key;
    }

    /** What the listener needs to know, in whichever process it is. */
    static WebSettings listener(ServiceSettings settings, int port, Optional<Secret> key) {
        HttpSettings http = settings.http();
        return new WebSettings(
                http.bind(),
                port,
                limits(http.limits()),
                http.web().url(),
                entrance(settings),
                new WebSettings.Backend(http.web().backend(), key, http.web().backendTimeout()),
                UiFiles.onClassPath(FILES));
    }

    private static WebSettings.Entrance entrance(ServiceSettings settings) {
        Set<InetAddress> proxies = settings.http().web().trustedProxies().stream()
                .map(InetAddress::ofLiteral)
                .collect(Collectors.toUnmodifiableSet());
        return new WebSettings.Entrance(
                settings.access().code(), settings.access().allowUnauthenticated(), proxies);
    }

    static ServerSettings.Limits limits(HttpSettings.Limits limits) {
        return new ServerSettings.Limits(
                limits.body().bytes(),
                limits.exportBody().bytes(),
                limits.connections(),
                limits.requests(),
                limits.shutdownGrace());
    }
}
