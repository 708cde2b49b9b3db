package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.AddressPolicy.RefusedAddress;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Reads repositories by JGit: remote ones through a cache of bare, shallow copies, local ones in place. */
public final class JGitRepositorySource implements RepositorySource {
    private final Path cache;
    private final AddressPolicy policy;
    private final SourceLimits limits;
    private final LocalRoots roots;
    private final Map<String, Lock> fetching = new ConcurrentHashMap<>();

    /**
     * @param cache a folder for copies of remote repositories; may be lost
     * @param roots the folders below which local repositories may be read; asked anew each time
     */
    public JGitRepositorySource(Path cache, AddressPolicy policy, SourceLimits limits, Supplier<List<Path>> roots) {
        HermeticGit.prepare();
        this.cache = cache;
        this.policy = policy;
        this.limits = limits;
        this.roots = new LocalRoots(roots);
    }

    @Override
    public Head head(RepositoryRef repository, Optional<String> branch, Optional<Secret> token) {
        try {
            return switch (repository) {
                case Local local -> localHead(local, branch);
                case Remote remote -> new RemoteHead(policy, limits).of(remote, branch, token);
            };
        } catch (IOException | URISyntaxException | GitAPIException | RefusedAddress e) {
            throw GitFailures.told(e, limits);
        }
    }

    @Override
    public SourceTree open(RepositoryRef repository, Head head, Optional<Secret> token) {
        ObjectId commit = ObjectId.fromString(head.commit().id());
        try {
            return switch (repository) {
                case Local local -> new BlobTree(roots.open(local), commit, limits.blobBytes());
                case Remote remote -> new BlobTree(copy(remote, head, token), commit, limits.blobBytes());
            };
        } catch (IOException | GitAPIException | RefusedAddress e) {
            throw GitFailures.told(e, limits);
        }
    }

    /** One thread at a time touches the copy of a repository. */
    private Repository copy(Remote remote, Head head, Optional<Secret> token) throws IOException, GitAPIException {
        Lock lock = fetching.computeIfAbsent(remote.identity(), _ -> new ReentrantLock());
        lock.lock();
        try {
            return new BareClone(cache, remote, policy, limits).holding(remote, head, token);
        } finally {
            lock.unlock();
        }
    }

    private Head localHead(Local local, Optional<String> branch) throws GitAPIException {
        try (Repository repository = roots.open(local)) {
            Ref ref = repository.exactRef(branch.map(name -> Constants.R_HEADS + name).orElse(Constants.HEAD));
            if (ref == null || ref.getObjectId() == null) {
                throw new FailureException(
                        branch.isPresent()
                                ? Invalid.field("no_such_branch", "branch", "The repository has no such branch.")
                                : Invalid.field("empty_repository", "repo_url", "The repository is empty: it has no commit yet."));
            }
            String name = branch.orElseGet(() -> Repository.shortenRefName(ref.getLeaf().getName()));
            boolean dirty = branch.isEmpty() && !repository.isBare() && Git.wrap(repository).status().call().hasUncommittedChanges();
            return new Head(name, new Commit(ref.getObjectId().name()), dirty);
        } catch (IOException e) {
            throw new UncheckedIOException("The local repository cannot be read", e);
        }
    }
}
