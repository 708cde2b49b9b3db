package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.repository.SourcePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The tree of a commit in the object database. Owns the repository and closes it. */
final class BlobTree implements SourceTree {
    /** No file system takes longer ones; without a bound a tree of nested folders costs memory by the square of its depth. */
    private static final int MAX_PATH_BYTES = 4096;

    /** What is written as a date with a year of four digits, and kept in a database. */
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final Repository repository;
    private final ObjectReader reader;
    private final SourceLimits limits;
    private final Runnable damaged;
    private final Optional<Instant> committedAt;
    private final List<Entry> entries;

    /**
     * Reads the whole list at once, so that most damage is noticed here.
     *
     * @param damaged is told when a file cannot be read later
     */
    BlobTree(Repository repository, ObjectId commit, SourceLimits limits, Runnable damaged) throws IOException {
        this.damaged = damaged;
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.limits = limits;
        try (RevWalk walk = new RevWalk(reader)) {
            RevCommit parsed = walk.parseCommit(commit);
            this.committedAt = committedAt(parsed);
            this.entries = list(parsed);
        }
    }

    /** Whoever makes a commit writes into it what they like. */
    private static Optional<Instant> committedAt(RevCommit commit) {
        return Optional.ofNullable(commit.getCommitterIdent())
                .map(PersonIdent::getWhenAsInstant)
                .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(END_OF_TIME));
    }

    private List<Entry> list(RevCommit commit) throws IOException {
        List<Entry> found = new ArrayList<>();
        int folders = 0;
        TreeWalk walk = new TreeWalk(reader); // not closed: it would close the reader
        walk.reset(commit.getTree());
        while (walk.next()) {
            if (walk.isSubtree()) {
                folders++;
                if (walk.getPathLength() < MAX_PATH_BYTES) {
                    walk.enterSubtree();
                }
            } else {
                Optional<SourcePath> path = pathOf(walk);
                if (path.isPresent()) {
                    found.add(entry(walk, path.get()));
                }
            }
            if (found.size() > limits.maxFiles() || folders > limits.maxFiles()) {
                throw new FailureException(
                        Allowance.tooLarge("deepwiki.source.max-files", limits.maxFiles() + " files"));
            }
        }
        found.sort(Comparator.comparing(Entry::path));
        return List.copyOf(found);
    }

    private Entry entry(TreeWalk walk, SourcePath path) throws IOException {
        ObjectId blob = walk.getObjectId(0);
        int kind = walk.getRawMode(0) & FileMode.TYPE_MASK;
        if (kind == FileMode.TYPE_GITLINK) {
            return new Entry(path, blob.name(), 0, Type.SUBMODULE);
        }
        Type type = kind == FileMode.TYPE_SYMLINK ? Type.SYMBOLIC_LINK : Type.FILE;
        return new Entry(path, blob.name(), reader.getObjectSize(blob, Constants.OBJ_BLOB), type);
    }

    private static Optional<SourcePath> pathOf(TreeWalk walk) {
        try {
            return Optional.of(new SourcePath(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(walk.getRawPath()))
                    .toString()));
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> committedAt() {
        return committedAt;
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public byte[] read(Entry entry) {
        if (entry.type() != Type.FILE) {
            throw new IllegalArgumentException("only files are read: " + entry.path());
        }
        try {
            return reader.open(ObjectId.fromString(entry.blob()), Constants.OBJ_BLOB)
                    .getCachedBytes(limits.maxFileBytes());
        } catch (LargeObjectException e) {
            throw new FailureException(
                    new Failure.TooLarge(
                            "file_too_large",
                            "The file " + entry.path() + " is larger than deepwiki.source.max-file allows."),
                    e);
        } catch (IOException e) {
            damaged.run();
            throw new FailureException(
                    new Failure.Unavailable(
                            "repository_damaged",
                            "The repository's copy on this machine is damaged; ask again.",
                            Optional.empty()),
                    e);
        }
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
