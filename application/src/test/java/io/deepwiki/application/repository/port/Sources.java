package io.deepwiki.application.repository.port;

import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.application.repository.port.SnapshotStore.ManifestEntry;
import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import io.deepwiki.domain.retrieval.Chunk;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Repositories, files and commits for tests. */
public final class Sources {
    public static final RepositoryRef REPOSITORY =
            new RepositoryRef.Remote(true, "git.example.org", Optional.empty(), "acme/rocket");
    public static final RepositoryRef OTHER_REPOSITORY =
            new RepositoryRef.Remote(true, "git.example.org", Optional.of(8443), "acme/deep/er/lander");
    public static final RepositoryRef LOCAL = new RepositoryRef.Local("/srv/git/rocket");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** When commits are made. */
    public static final Instant COMMITTED = Instant.parse("2026-02-27T08:30:00Z");

    private Sources() {}

    /** A commit whose id is made of one digit. */
    public static Commit commit(char digit) {
        return new Commit(String.valueOf(digit).repeat(40));
    }

    /** A file that declares nothing, each text a chunk of one line. */
    public static IndexedFile file(String path, String blob, String... texts) {
        return file(path, blob, FileOutline.EMPTY, texts);
    }

    /** A file of code, each text a chunk of one line. */
    public static IndexedFile file(String path, String blob, FileOutline outline, String... texts) {
        List<Chunk> chunks = Arrays.stream(texts)
                .map(text -> {
                    int line = Arrays.asList(texts).indexOf(text) + 1;
                    return new Chunk(line - 1, "", new LineRange(line, line), "", text, "hash of " + text);
                })
                .toList();
        return new IndexedFile(
                new FileVersion(new SourcePath(path), blob),
                100,
                texts.length,
                SourceLanguage.JAVA,
                FileKind.CODE,
                outline,
                String.join("\n", texts) + "\n",
                chunks);
    }

    /** A method that stands on one line. */
    public static Symbol method(String container, String name, int line) {
        return new Symbol(
                SymbolKind.METHOD, name, container, "void " + name + "()", "Does it.", new LineRange(line, line));
    }

    /** The entry of a file that is in the index. */
    public static ManifestEntry entry(IndexedFile file) {
        return new ManifestEntry(file.version().path(), file.version().blob(), file.bytes(), Optional.empty());
    }

    /** A snapshot of the branch {@code main} that holds these files. */
    public static Draft draft(RepositoryId repository, Commit commit, IndexedFile... files) {
        return draft(
                repository, commit, Arrays.stream(files).map(Sources::entry).toList());
    }

    /** A snapshot of the branch {@code main}. */
    public static Draft draft(RepositoryId repository, Commit commit, List<ManifestEntry> manifest) {
        SnapshotId id = new SnapshotId(
                UUID.nameUUIDFromBytes((repository + commit.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Draft(id, repository, "main", commit, Optional.of(COMMITTED), manifest, Map.of(), NOON);
    }
}
