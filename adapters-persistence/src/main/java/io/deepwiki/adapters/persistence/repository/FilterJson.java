package io.deepwiki.adapters.persistence.repository;

import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.domain.repository.FileFilter;
import java.util.List;
import org.jooq.JSONB;

/** A filter of files as it is kept in a document, and compared. */
public record FilterJson(
        List<String> includedDirs, List<String> includedFiles, List<String> excludedDirs, List<String> excludedFiles) {
    public static FilterJson of(FileFilter filter) {
        return new FilterJson(
                filter.includedDirs(), filter.includedFiles(), filter.excludedDirs(), filter.excludedFiles());
    }

    public static JSONB write(FileFilter filter) {
        return Json.document(of(filter));
    }

    public static FileFilter read(JSONB document) {
        FilterJson kept = Json.read(document, FilterJson.class);
        return new FileFilter(kept.includedDirs, kept.includedFiles, kept.excludedDirs, kept.excludedFiles);
    }
}
