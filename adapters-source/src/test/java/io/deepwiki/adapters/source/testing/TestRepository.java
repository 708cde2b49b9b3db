package io.deepwiki.adapters.source.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.eclipse.jgit.api.errors.InvalidRefNameException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository that a test fills: first stage files with {@link #file}, {@link #link} and so on, then {@link #commit}. */
public final class TestRepository implements AutoCloseable {
    private static final PersonIdent AUTHOR =
            new PersonIdent("Test", "test@example.org", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Repository repository;
    private DirCache staged = DirCache.newInCore();

    private TestRepository(Repository repository) {
        this.repository = repository;
    }

    /** A new one in a folder that does not exist yet, whose HEAD names this branch. */
    public static TestRepository create(Path folder, String defaultBranch) {
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.toFile())
                    .setInitialBranch(defaultBranch)
                    .build();
            repository.create(true);
            return new TestRepository(repository);
        } catch (InvalidRefNameException e) {
            throw new IllegalArgumentException(defaultBranch, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bare repository itself, for the server. */
    public Repository repository() {
        return repository;
    }

    /** Stages a text file. */
    public TestRepository file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stages a file. */
    public TestRepository file(String path, byte[] bytes) {
        return stage(
                path.getBytes(StandardCharsets.UTF_8),
                FileMode.REGULAR_FILE,
                blob(bytes.length, new ByteArrayInputStream(bytes)));
    }

    /** Stages a file of this many zero bytes, which takes little room in a pack. */
    public TestRepository zeros(String path, long size) {
        return stage(path.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE, blob(size, new Zeros(size)));
    }

    /** Stages a symbolic link. */
    public TestRepository link(String path, String target) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        return stage(
                path.getBytes(StandardCharsets.UTF_8),
                FileMode.SYMLINK,
                blob(bytes.length, new ByteArrayInputStream(bytes)));
    }

    /** Stages a submodule at a commit that exists nowhere. */
    public TestRepository submodule(String path) {
        ObjectId elsewhere = ObjectId.fromString("0123456789012345678901234567890123456789");
        return stage(path.getBytes(StandardCharsets.UTF_8), FileMode.GITLINK, elsewhere);
    }

    /** Stages a file under a name that need not be text. */
    public TestRepository fileNamed(byte[] path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return stage(path, FileMode.REGULAR_FILE, blob(bytes.length, new ByteArrayInputStream(bytes)));
    }

    /** Takes a file out. */
    public TestRepository remove(String path) {
        DirCacheBuilder next = DirCache.newInCore().builder();
        for (int i = 0; i < staged.getEntryCount(); i++) {
            if (!staged.getEntry(i).getPathString().equals(path)) {
                next.add(staged.getEntry(i));
            }
        }
        next.finish();
        staged = next.getDirCache();
        return this;
    }

    /** Commits all that is staged, now and before, on a branch; gives the commit's id. */
    public String commit(String branch) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(staged.writeTree(inserter));
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("A change");
            if (tip != null) {
                commit.setParentId(tip);
            }
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(id);
            update.forceUpdate();
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestRepository stage(byte[] path, FileMode mode, ObjectId content) {
        DirCacheBuilder next = DirCache.newInCore().builder();
        for (int i = 0; i < staged.getEntryCount(); i++) {
            if (!Arrays.equals(staged.getEntry(i).getRawPath(), path)) {
                next.add(staged.getEntry(i));
            }
        }
        DirCacheEntry entry = new DirCacheEntry(path, DirCacheEntry.STAGE_0);
        entry.setFileMode(mode);
        entry.setObjectId(content);
        next.add(entry);
        next.finish();
        staged = next.getDirCache();
        return this;
    }

    private ObjectId blob(long size, InputStream bytes) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, size, bytes);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    /** So many zero bytes, without keeping them. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
