package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Digests;
import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.repository.FileFilter;
import java.util.List;
import org.jooq.JSONB;

/** What was asked for, as it is kept and compared. */
final class RequestJson {
    private RequestJson() {}

    private record KeptFilter(
            List<String> includedDirs,
            List<String> includedFiles,
            List<String> excludedDirs,
            List<String> excludedFiles) {
        KeptFilter(FileFilter filter) {
            this(filter.includedDirs(), filter.includedFiles(), filter.excludedDirs(), filter.excludedFiles());
        }
    }

    static JSONB write(FileFilter filter) {
        return Json.document(new KeptFilter(filter));
    }

    static FileFilter filter(JSONB document) {
        KeptFilter kept = Json.read(document, KeptFilter.class);
        return new FileFilter(kept.includedDirs, kept.includedFiles, kept.excludedDirs, kept.excludedFiles);
    }

    /** Equal for equal requests, of a repository that is the same by whichever scheme; a digest, so that it fits into an index. */
    static String key(WikiRequest request) {
        return Digests.hex(Json.text(List.of(
                request.repository().identity(),
                request.branch().map(List::of).orElse(List.of()),
                request.language().code(),
                request.mode().name(),
                request.model().provider(),
                request.model().model(),
                request.pages().map(List::of).orElse(List.of()),
                new KeptFilter(request.filter()))));
    }
}
