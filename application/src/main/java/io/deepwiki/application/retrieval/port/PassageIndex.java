package io.deepwiki.application.retrieval.port;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.Chunk;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The searchable chunks of all repositories. A file is kept once per repository, path and content, whatever number of commits hold it:
 * a new commit costs what changed.
 */
public interface PassageIndex {
    /** Those of the given file versions that the repository's index does not hold yet. */
    Set<FileVersion> missing(RepositoryId repository, Collection<FileVersion> versions);

    /** Adds files with their chunks; a version that is there already is left as it is. */
    void add(RepositoryId repository, List<IndexedFile> files);

    /** Every place in the snapshot where one of the terms occurs, by term. */
    Map<String, List<Occurrence>> occurrences(SnapshotId snapshot, Set<String> terms);

    /** How many chunks the snapshot has, and their mean length in terms. */
    Size size(SnapshotId snapshot);

    /** The chunks that declare a symbol of one of these names, compared in lower case; names are simple or qualified. */
    List<ChunkRef> declaring(SnapshotId snapshot, Set<String> names);

    /** The first chunk of each file whose path ends with one of these (whole names, compared in lower case). */
    List<ChunkRef> atPaths(SnapshotId snapshot, Set<String> pathEnds);

    /** All chunks of these files, in the order of lines. */
    List<Excerpt> excerptsOf(SnapshotId snapshot, Collection<SourcePath> paths);

    /** The text of chunks, by chunk; what is not there is left out. */
    Map<ChunkKey, Excerpt> excerpts(Collection<ChunkKey> chunks);

    /** A path with the id of its content. */
    record FileVersion(SourcePath path, String blob) {}

    /** A chunk by the index's own number of its file, and its place in the file. */
    record ChunkKey(long file, int ordinal) {}

    /** A chunk with what ranking wants to know of its file. */
    record ChunkRef(ChunkKey key, SourcePath path, FileKind kind) {}

    /**
     * A term in a chunk.
     *
     * @param frequency how often it occurs there
     * @param length of the chunk, in terms
     */
    record Occurrence(ChunkRef chunk, int frequency, int length) {}

    /** The extent of a snapshot. */
    record Size(int chunks, double meanLength) {}

    /** A file as it goes into the index. */
    record IndexedFile(
            FileVersion version,
            long bytes,
            int lines,
            SourceLanguage language,
            FileKind kind,
            FileOutline outline,
            String text,
            List<Chunk> chunks) {
        public IndexedFile {
            chunks = List.copyOf(chunks);
        }
    }
}
