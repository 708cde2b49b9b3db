package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An nginx in a folder of its own, without root, in front of one service or several. */
final class Nginx implements AutoCloseable {
    private static final String ONE = "http://127.0.0.1:8001";
    private static final String EACH = "server 127.0.0.1:8001 ";

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param folder empty
     * @param servers blocks of hosts, of which one listens on port 80 and passes on to port 8001 of this machine, itself or as the server of a group
     * @param services who takes the place of that port; a group has them all
     * @param patience how long a service may say nothing, where the block says nothing of that
     */
    static Nginx start(Path folder, String servers, List<URI> services, Duration patience) throws Exception {
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    proxy_read_timeout %2$ds;
                    %3$s
                }
                """.formatted(
                        folder,
                        patience.toSeconds(),
                        inFrontOf(services, replaced(servers, "listen 80;", "listen 127.0.0.1:" + port + ";"))));
        Process process = new ProcessBuilder(
                        program()
                                .orElseThrow(() -> new AssertionError("nginx is not installed"))
                                .toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("words").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        Await.that("nginx listens", () -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("words")))
                    .isTrue();
            return listens(port);
        });
        return new Nginx(process, port);
    }

    private static String inFrontOf(List<URI> services, String servers) {
        if (!servers.contains(EACH)) {
            return replaced(servers, ONE, services.getFirst().toString());
        }
        return servers.lines()
                .flatMap(line -> line.strip().startsWith(EACH)
                        ? services.stream().map(service -> line.replace(EACH, "server " + service.getAuthority() + " "))
                        : Stream.of(line))
                .collect(Collectors.joining("\n"));
    }

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
