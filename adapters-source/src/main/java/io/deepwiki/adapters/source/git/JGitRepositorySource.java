package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.HostConversation.Network;
import io.deepwiki.adapters.source.git.LocalRepository.GitFolder;
import io.deepwiki.adapters.source.git.RemoteRepository.LocalTrouble;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Repositories by JGit: remote ones through a bare clone of single commits, local ones in place. Thread-safe. */
public final class JGitRepositorySource implements RepositorySource {
    private static final Logger LOG = System.getLogger(JGitRepositorySource.class.getName());

    private final Path cache;
    private final SourceLimits limits;
    private final Network network;
    private final LocalRoots roots;
    private final CloneLocks locks = new CloneLocks();

    /**
     * Takes the library's process-wide settings into its hand: from here on nothing of the machine's Git configuration counts.
     *
     * @param cache the folder of the clones; what is in it may be lost at any time
     * @param allowedHosts {@code host} or {@code host:port}: these may be private addresses, and speak plain http
     * @param localRoots the folders under which local repositories may be read; asked for at each call
     */
    public JGitRepositorySource(
            Path cache, SourceLimits limits, Set<String> allowedHosts, Supplier<List<Path>> localRoots) {
        this(cache, limits, allowedHosts, localRoots, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    JGitRepositorySource(
            Path cache,
            SourceLimits limits,
            Set<String> allowedHosts,
            Supplier<List<Path>> localRoots,
            SSLSocketFactory tls) {
        HermeticGit.install();
        this.cache = cache;
        this.limits = limits;
        this.network = new Network(new AddressPolicy(allowedHosts), new PinnedSocket(tls));
        this.roots = new LocalRoots(localRoots);
    }

    @Override
    public Head head(RepositoryRef repository, Optional<String> branch, Optional<Secret> token) {
        return guarded(() -> switch (repository) {
            case Remote remote -> RemoteHead.find(remote(remote, token), branch);
            case Local local -> local(local).head(branch);
        });
    }

    @Override
    public SourceTree open(RepositoryRef repository, Head head, Optional<Secret> token) {
        return guarded(() -> switch (repository) {
            case Remote remote -> {
                Path folder = cache.resolve(sha256(remote.identity()));
                BareClone clone = new BareClone(folder, remote(remote, token), limits);
                yield locks.alone(folder, () -> clone.open(head));
            }
            case Local local -> local(local).open(head.commit());
        });
    }

    private RemoteRepository remote(Remote repository, Optional<Secret> token) {
        return new RemoteRepository(repository, token, network, limits);
    }

    private LocalRepository local(Local repository) throws IOException {
        Path folder = roots.allowed(repository.path());
        return new LocalRepository(GitFolder.of(folder, roots), limits);
    }

    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (InterruptedException _) {
            throw GitFailures.stopped();
        } catch (LocalTrouble e) {
            throw e.failure();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw GitFailures.stopped();
            }
            LOG.log(Level.WARNING, "event=repository_unreadable", e);
            throw new FailureException(
                    new Failure.Unavailable(
                            "repository_damaged",
                            "The repository cannot be read: its objects are damaged or incomplete, or the disk is full.",
                            Optional.empty()),
                    e);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
