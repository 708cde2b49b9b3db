package io.deepwiki.cli;

import io.deepwiki.folder.DataFolder;
import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.ListenPort;
import io.deepwiki.settings.ServiceSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the doctor looks at, one finding after the other. */
final class Examination {
    private static final int JAVA_NEEDED = 25;
    private static final long SPACE_WANTED = 2L << 30;

    /** How good it is. */
    enum Grade {
        GOOD,
        NOTE,
        MISSING;

        String word() {
            return switch (this) {
                case GOOD -> "ok";
                case NOTE -> "note";
                case MISSING -> "MISSING";
            };
        }
    }

    record Finding(Grade grade, String subject, String sentence) {}

    private final Surroundings here;
    private final ModelTrials trials;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Surroundings here, ModelTrials trials) {
        this.here = here;
        this.trials = trials;
    }

    List<Finding> findings() {
        java();
        maven();
        ServiceSettings settings;
        try {
            settings = here.settings().get();
        } catch (RuntimeException e) {
            find(Grade.MISSING, "settings", String.valueOf(e.getMessage()));
            return findings;
        }
        settings.warnings().forEach(warning -> find(Grade.NOTE, "settings", warning));
        Optional<Service> service = new ServiceFinder(here).running();
        dataFolder(here.folder());
        service.ifPresentOrElse(this::service, () -> notRunning(settings));
        database(settings);
        policy(settings);
        models(service, settings);
        return List.copyOf(findings);
    }

    private void find(Grade grade, String subject, String sentence) {
        findings.add(new Finding(grade, subject, sentence));
    }

    private void java() {
        int feature = Runtime.version().feature();
        find(
                feature >= JAVA_NEEDED ? Grade.GOOD : Grade.MISSING,
                "Java",
                feature + " in " + System.getProperty("java.home"));
    }

    private void maven() {
        boolean there = Stream.of(here.environment().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, "mvn")));
        if (there) {
            find(Grade.GOOD, "Maven", "found; it is only needed to build");
        } else {
            find(Grade.NOTE, "Maven", "no mvn in PATH; it is only needed to build (3.8.6 or newer)");
        }
    }

    private void dataFolder(DataFolder folder) {
        Path root = folder.root();
        if (!Files.exists(root)) {
            find(Grade.GOOD, "data folder", root + " will be made on the first start");
            return;
        }
        try {
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
            boolean writable = Files.isWritable(root);
            find(
                    writable ? Grade.GOOD : Grade.MISSING,
                    "data folder",
                    root + (writable ? "" : " cannot be written to"));
            if (!permissions.endsWith("------")) {
                find(Grade.MISSING, "data folder", "others may look into it (" + permissions + "): chmod 700 " + root);
            }
            long space = Files.getFileStore(root).getUsableSpace();
            find(space >= SPACE_WANTED ? Grade.GOOD : Grade.NOTE, "disk space", (space >> 20) + " MiB free at " + root);
        } catch (IOException e) {
            find(Grade.MISSING, "data folder", root + " cannot be looked at: " + e.getMessage());
        }
    }

    private void service(Service service) {
        find(Grade.GOOD, "service", "runs at " + service.api().base());
        service.api().readiness().ifPresent(readiness -> {
            boolean ready = "ready".equals(readiness.status())
                    || "healthy".equals(readiness.status())
                    || "ok".equals(readiness.status());
            find(
                    ready ? Grade.GOOD : Grade.MISSING,
                    "service",
                    "says " + readiness.status() + " " + readiness.checks());
        });
    }

    private void notRunning(ServiceSettings settings) {
        if (settings.url().isPresent()) {
            find(
                    Grade.MISSING,
                    "service",
                    "nothing answers at " + settings.url().get() + " (DEEPWIKI_URL)");
            return;
        }
        find(Grade.NOTE, "service", "does not run; " + command() + " up or " + command() + " wiki starts it");
        port("API port", settings.http(), settings.http().api());
        port("web port", settings.http(), settings.http().web().port());
    }

    private String command() {
        return here.shipped().command();
    }

    private void port(String subject, HttpSettings http, ListenPort port) {
        if (port.number() == 0 || PortProbe.free(http.bind(), port.number())) {
            find(Grade.GOOD, subject, port.number() + " is free");
            return;
        }
        String holder = PortHolder.of(port.number()).orElse("another process");
        String what = port.asked() ? "" : "; the next free one will be used";
        find(port.asked() ? Grade.MISSING : Grade.NOTE, subject, port.number() + " is held by " + holder + what);
    }

    private void database(ServiceSettings settings) {
        if (settings.database().url().isEmpty()) {
            find(
                    Grade.GOOD,
                    "database",
                    "the embedded PostgreSQL, in " + here.folder().postgres());
            return;
        }
        URI address = URI.create(settings.database().url().get().substring("jdbc:".length()));
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String where = address.getHost() + ":" + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(String.valueOf(address.getHost()), port), 3000);
            find(Grade.GOOD, "database", "a server answers at " + where);
        } catch (IOException | IllegalArgumentException e) {
            find(Grade.MISSING, "database", "no server answers at " + where + ": " + e.getMessage());
        }
    }

    private void policy(ServiceSettings settings) {
        List<String> hosts = settings.source().allowedGitHosts();
        String also = hosts.isEmpty() ? "" : "; also private or plain http: " + String.join(", ", hosts);
        find(Grade.GOOD, "Git hosts", "public ones over https" + also);
        List<Path> roots = Stream.concat(
                        settings.source().localRoots().stream(), here.folder().localRoots().read().stream())
                .distinct()
                .toList();
        find(Grade.GOOD, "local folders", roots.isEmpty() ? "none yet" : roots.toString());
        if (!settings.access().required()) {
            find(Grade.NOTE, "access", "the API asks for no key");
        }
    }

    /** Of a service that runs, its own view alone: what is set here need not be what it was started with. */
    private void models(Optional<Service> service, ServiceSettings settings) {
        if (service.isPresent()) {
            find(
                    Grade.GOOD,
                    "models",
                    "as the service that runs was started; what is set here counts from its next start");
            providers(service.get().api());
        } else if (settings.url().isEmpty()) {
            find(Grade.GOOD, "models", "as they are set here, since no service runs");
            trials(settings);
        }
    }

    private void trials(ServiceSettings settings) {
        try {
            trials.of(settings).forEach(this::tried);
        } catch (CommandFailure e) {
            find(Grade.MISSING, "models", String.valueOf(e.getMessage()));
        }
    }

    private void tried(ModelTrials.Trial trial) {
        Grade grade = switch (trial.outcome()) {
            case ANSWERED -> Grade.GOOD;
            case LATER -> Grade.NOTE;
            case BROKEN -> Grade.MISSING;
        };
        find(grade, "model", trial.sentence());
    }

    private void providers(ServiceApi api) {
        ApiJson.Models models = api.models();
        List<ApiJson.Provider> providers = Objects.requireNonNullElse(models.providers(), List.of());
        for (ApiJson.Provider provider : providers) {
            String state = provider.configured() ? "configured" : "not configured";
            boolean preferred = provider.id().equals(models.defaultProvider());
            Grade grade = preferred && !provider.configured() ? Grade.MISSING : Grade.GOOD;
            find(grade, "provider", provider.id() + " is " + state + (preferred ? " (used by default)" : ""));
        }
        new ServedTrials(api).of(providers).forEach(this::tried);
    }
}
