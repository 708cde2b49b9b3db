package io.deepwiki.adapters.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Looks for changes to tracked files that are not committed. It compares sizes and times with the index and reads a file only where they
 * leave a doubt; unlike the library's own it never runs a filter command that the repository has configured.
 */
final class WorkTreeChanges {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_READ = 8 * 1024 * 1024;

    private final Repository repository;
    private final Path top;

    WorkTreeChanges(Repository repository, Path top) {
        this.repository = repository;
        this.top = top;
    }

    /** Whether there are any; what is not found out within a few seconds counts as unchanged. */
    boolean any() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        DirCache index = repository.readDirCache();
        if (index.getEntryCount() == 0 || staged(index)) {
            return index.getEntryCount() != 0;
        }
        for (int i = 0; i < index.getEntryCount() && System.nanoTime() - deadline < 0; i++) {
            if (changed(index.getEntry(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the index differs from HEAD. */
    private boolean staged(DirCache index) throws IOException {
        ObjectId tree = repository.resolve("HEAD^{tree}");
        if (tree == null) {
            return true;
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            return walk.next();
        }
    }

    private boolean changed(DirCacheEntry entry) throws IOException {
        if (entry.isAssumeValid()
                || entry.isSkipWorkTree()
                || !FileMode.REGULAR_FILE.equals(entry.getRawMode() & ~0111)) {
            return false;
        }
        Path file = top.resolve(entry.getPathString());
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return true;
        }
        if (!now.isRegularFile() || (entry.getLength() != 0 && (int) now.size() != entry.getLength())) {
            return true;
        }
        boolean sameTime = now.lastModifiedTime().toMillis()
                == entry.getLastModifiedInstant().toEpochMilli();
        return !sameTime
                && now.size() <= MAX_READ
                && !contentOf(file, now.size()).equals(entry.getObjectId());
    }

    private static ObjectId contentOf(Path file, long size) throws IOException {
        try (ObjectInserter.Formatter hash = new ObjectInserter.Formatter();
                InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return hash.idFor(Constants.OBJ_BLOB, size, in);
        }
    }
}
