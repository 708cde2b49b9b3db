package io.deepwiki.adapters.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose certificate bears the name {@code localhost} and answers each request with 404. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpsServer server;
    private SSLContext ours;

    @BeforeEach
    void start() throws Exception {
        ours = context(keys());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ours));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_host_with_a_trusted_certificate_of_its_name_is_asked() {
        assertThat(failure("localhost", ours.getSocketFactory())).isInstanceOf(Failure.NotFound.class);
        assertThat(requests).hasPositiveValue();
    }

    @Test
    void a_certificate_of_another_name_is_refused_although_the_address_is_right() {
        assertThat(failure("127.0.0.1", ours.getSocketFactory())).isInstanceOf(Failure.BadUpstream.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        assertThat(failure("localhost", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOf(Failure.BadUpstream.class);
        assertThat(requests).hasValue(0);
    }

    private Failure failure(String host, SSLSocketFactory tls) {
        JGitRepositorySource source =
                new JGitRepositorySource(folder, SourceLimits.DEFAULT, Set.of(host), List::of, tls);
        Remote repository =
                new Remote(true, host, Optional.of(server.getAddress().getPort()), "a/b");
        FailureException thrown = catchThrowableOfType(
                FailureException.class, () -> source.head(repository, Optional.empty(), Optional.empty()));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown.failure();
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "host",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("host", keys.getCertificate("host"));
        trusted.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
