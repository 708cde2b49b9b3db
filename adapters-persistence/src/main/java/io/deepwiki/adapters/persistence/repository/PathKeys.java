package io.deepwiki.adapters.persistence.repository;

import io.deepwiki.adapters.persistence.database.Digests;
import io.deepwiki.domain.repository.SourcePath;
import java.util.UUID;

/** What stands for a path in keys: a path may be longer than an index row can be. */
public final class PathKeys {
    private PathKeys() {}

    public static UUID of(SourcePath path) {
        return Digests.half(path.value());
    }
}
