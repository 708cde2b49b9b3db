package io.deepwiki.adapters.source.git;

import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.repository.SourcePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit in an object database. Links and submodules are told, never followed. */
final class BlobTree implements SourceTree {
    private final Repository repository;
    private final ObjectReader reader;
    private final ObjectId tree;
    private final int maxBytes;

    BlobTree(Repository repository, ObjectId commit, int maxBytes) throws IOException {
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.maxBytes = maxBytes;
        try (RevWalk walk = new RevWalk(reader)) {
            this.tree = walk.parseCommit(commit).getTree().getId();
        }
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                Optional<SourcePath> path = path(walk.getRawPath());
                if (path.isPresent()) {
                    entries.add(entry(path.get(), walk.getFileMode(), walk.getObjectId(0)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort((a, b) -> a.path().compareTo(b.path()));
        return entries;
    }

    private Entry entry(SourcePath path, FileMode mode, ObjectId id) throws IOException {
        if (FileMode.GITLINK.equals(mode)) {
            return new Entry(path, id.name(), 0, Type.SUBMODULE);
        }
        long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
        return new Entry(path, id.name(), size, FileMode.SYMLINK.equals(mode) ? Type.SYMBOLIC_LINK : Type.FILE);
    }

    /** A name that is not UTF-8, or could not be shown or cited, is not a file that a wiki can speak of. */
    private static Optional<SourcePath> path(byte[] raw) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(new SourcePath(text));
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(Entry entry) {
        if (entry.type() != Type.FILE) {
            throw new IllegalArgumentException(entry.path() + " is not a file");
        }
        try {
            return reader.open(ObjectId.fromString(entry.blob()), Constants.OBJ_BLOB).getCachedBytes(maxBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
