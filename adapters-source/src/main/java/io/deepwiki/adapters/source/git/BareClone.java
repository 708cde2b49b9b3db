package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.RemoteRepository.LocalTrouble;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.repository.Commit;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;

/**
 * Our copy of a remote repository: bare, of single commits without their history. It is a cache: what is damaged or has grown too many
 * packs is thrown away and fetched again. Used by one thread at a time, see {@link CloneLocks}.
 */
final class BareClone {
    private static final Logger LOG = System.getLogger(BareClone.class.getName());
    private static final int MAX_PACKS = 40;

    private final Path folder;
    private final RemoteRepository remote;
    private final SourceLimits limits;

    BareClone(Path folder, RemoteRepository remote, SourceLimits limits) {
        this.folder = folder;
        this.remote = remote;
        this.limits = limits;
    }

    /** The files of a commit, fetched if they are not here yet. */
    SourceTree open(Head head) throws IOException {
        boolean fresh = !Files.exists(folder.resolve("config"));
        if (!fresh && (packs() > MAX_PACKS || Files.exists(damageMark()))) {
            discard();
            fresh = true;
        }
        try {
            return attempt(head);
        } catch (LocalTrouble | IOException e) {
            LOG.log(Level.INFO, "event=clone_discarded folder={0} fresh={1}", folder.getFileName(), fresh);
            discard();
            if (fresh) {
                throw e;
            }
        }
        return attempt(head);
    }

    private SourceTree attempt(Head head) throws IOException {
        Repository repository = ready();
        try {
            String ref = "refs/deepwiki/" + head.commit().id();
            if (repository.exactRef(ref) == null) {
                fetch(repository, head.commit(), ref);
            }
            return new BlobTree(repository, ObjectId.fromString(head.commit().id()), limits, this::markDamaged);
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private Repository ready() throws IOException {
        boolean exists = Files.exists(folder.resolve("config"));
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!exists) {
            Files.createDirectories(folder);
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
            config.save();
        }
        return repository;
    }

    /**
     * Asks for the commit itself and not for its branch, which may have moved since it was looked up. For such a wish the library sets no
     * ref; ours says that the commit is here as a whole, and what need not be sent with the next one.
     */
    private void fetch(Repository repository, Commit commit, String ref) throws IOException {
        RefSpec wanted = new RefSpec(commit.id());
        remote.exchange(repository, (transport, allowance) -> {
            transport.setDepth(1);
            return transport.fetch(new StopSign(allowance), List.of(wanted));
        });
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(ObjectId.fromString(commit.id()));
        update.disableRefLog();
        if (update.forceUpdate() == RefUpdate.Result.LOCK_FAILURE) {
            throw new IOException("the clone is locked by a process that has ended");
        }
    }

    private Path damageMark() {
        return folder.resolve("damaged");
    }

    /** It may be in use by others: the next one to open it throws it away. */
    private void markDamaged() {
        try {
            Files.write(damageMark(), new byte[0]);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "event=clone_damaged folder=" + folder.getFileName(), e);
        }
    }

    private long packs() throws IOException {
        Path packs = folder.resolve("objects/pack");
        if (!Files.isDirectory(packs)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(packs)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    private void discard() throws IOException {
        Folders.delete(folder);
    }
}
