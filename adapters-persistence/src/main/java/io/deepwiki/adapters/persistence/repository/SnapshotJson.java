package io.deepwiki.adapters.persistence.repository;

import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.domain.repository.LeftOut;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.JSONB;

/** What is kept of a snapshot as a document: how many files were left out, by reason. */
final class SnapshotJson {
    private SnapshotJson() {}

    private static final class Counts extends EnumMap<LeftOut, Integer> {
        private static final long serialVersionUID = 1;

        Counts() {
            super(LeftOut.class);
        }
    }

    static JSONB write(Map<LeftOut, Integer> leftOut) {
        return Json.document(leftOut);
    }

    static Map<LeftOut, Integer> read(JSONB document) {
        return Json.read(document, Counts.class);
    }
}
