package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Digests;
import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.adapters.persistence.repository.FilterJson;
import io.deepwiki.domain.jobs.WikiRequest;
import java.util.List;

/** What was asked for, as it is compared. */
final class RequestJson {
    private RequestJson() {}

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
                FilterJson.of(request.filter()))));
    }
}
