package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;

/** The cached copy of a remote repository: bare, one commit deep, without a work tree. It may be lost at any time. */
final class BareClone {
    private final Path folder;
    private final AddressPolicy policy;
    private final SourceLimits limits;

    BareClone(Path cache, Remote repository, AddressPolicy policy, SourceLimits limits) {
        this.folder = cache.resolve(digest(repository.identity()));
        this.policy = policy;
        this.limits = limits;
    }

    /** The copy with the commit in it; what is missing is fetched. A damaged copy is thrown away and made anew. */
    Repository holding(Remote remote, Head head, Optional<Secret> token) throws IOException, GitAPIException {
        try {
            return fetched(remote, head, token);
        } catch (GitAPIException | IOException e) {
            if (!Files.exists(folder) || !isDamage(e)) {
                throw e;
            }
            deleteAll();
            return fetched(remote, head, token);
        }
    }

    private Repository fetched(Remote remote, Head head, Optional<Secret> token) throws IOException, GitAPIException {
        Repository repository = open();
        try {
            ObjectId wanted = ObjectId.fromString(head.commit().id());
            if (!repository.getObjectDatabase().has(wanted)) {
                fetch(repository, remote, "+refs/heads/" + head.branch() + ":refs/heads/" + head.branch(), token);
            }
            if (!repository.getObjectDatabase().has(wanted)) {
                throw new FailureException(new BadUpstream(
                        "branch_moved", "The branch " + head.branch() + " moved while it was being read: try again."));
            }
            return repository;
        } catch (RuntimeException | IOException | GitAPIException e) {
            repository.close();
            throw e;
        }
    }

    private Repository open() throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!Files.exists(folder.resolve("HEAD"))) {
            Files.createDirectories(folder);
            repository.create(true);
        }
        return repository;
    }

    private void fetch(Repository repository, Remote remote, String refSpec, Optional<Secret> token) throws GitAPIException {
        GuardedConnections connections = new GuardedConnections(policy, limits);
        FetchCommand fetch = Git.wrap(repository)
                .fetch()
                .setRemote(GitAddress.of(remote))
                .setRefSpecs(new RefSpec(refSpec))
                .setDepth(1)
                .setTagOpt(TagOpt.NO_TAGS)
                .setProgressMonitor(new StopWhenLate(connections))
                .setTransportConfigCallback(transport -> ((TransportHttp) transport).setHttpConnectionFactory(connections));
        token.ifPresent(secret -> fetch.setCredentialsProvider(HostCredentials.of(remote, secret)));
        fetch.call();
    }

    /** Trouble with the network leaves the copy as it was; trouble with objects and refs does not get better by itself. */
    private static boolean isDamage(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptObjectException
                    || cause instanceof MissingObjectException
                    || cause instanceof RepositoryNotFoundException
                    || cause instanceof PackInvalidException
                    || cause instanceof ConfigInvalidException) {
                return true;
            }
        }
        return false;
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** No text of a user's in a path of ours. */
    private static String digest(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** JGit asks now and then whether to go on. */
    private static final class StopWhenLate extends EmptyProgressMonitor {
        private final GuardedConnections connections;

        private StopWhenLate(GuardedConnections connections) {
            this.connections = connections;
        }

        @Override
        public boolean isCancelled() {
            return connections.isLate() || Thread.currentThread().isInterrupted();
        }
    }
}
