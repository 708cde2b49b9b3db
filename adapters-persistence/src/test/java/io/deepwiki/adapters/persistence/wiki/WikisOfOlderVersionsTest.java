package io.deepwiki.adapters.persistence.wiki;

import static io.deepwiki.adapters.persistence.OlderVersion.COMMIT;
import static io.deepwiki.adapters.persistence.OlderVersion.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.OlderVersion;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Origin;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Wikis that were stored before they knew which job had made them, and how they were ordered, read after the upgrade. */
class WikisOfOlderVersionsTest {
    private static final Caller READER = new Caller("reader");
    private static final UUID FORCED = new UUID(4, 5);

    @Test
    void they_are_those_of_the_job_that_ended_when_they_were_published() {
        try (OlderVersion then = stored("0025")) {
            then.upgrade();
            JooqWikiStore wikis = wikis(then);
            assertThat(wikis.revision(REPOSITORY, "main", Language.ENGLISH, WikiMode.COMPREHENSIVE))
                    .contains(new Revision(new Origin(FORCED, Instant.parse("2026-01-02T10:00:00Z")), COMMIT, 0));
            assertThat(wikis.revision(REPOSITORY, "next", Language.ENGLISH, WikiMode.COMPREHENSIVE))
                    .as("whose job is forgotten")
                    .contains(
                            new Revision(new Origin(new UUID(4, 8), Instant.parse("2026-01-05T10:00:00Z")), COMMIT, 0));
        }
    }

    @Test
    void they_know_what_their_job_was_ordered_with_but_not_when_their_commit_was_made() {
        try (OlderVersion then = stored("0026")) {
            then.dsl().execute("update wiki set job_id = ? where branch = 'main'", FORCED);
            then.upgrade();
            FileFilter filter = new FileFilter(List.of(), List.of(), List.of("docs"), List.of());
            assertThat(wikis(then).list(READER))
                    .extracting(Wiki::wishes)
                    .containsExactly(Wishes.NONE, new Wishes(Optional.of(7), filter));
            assertThat(wikis(then).committed(READER)).isEmpty();
        }
    }

    private static JooqWikiStore wikis(OlderVersion then) {
        return new JooqWikiStore(then.dsl(), UUID::randomUUID);
    }

    /** As they did it then: three jobs for one wiki, of which the second had the last word, and a wiki whose job is gone. */
    private static OlderVersion stored(String newestOfThen) {
        OlderVersion then = new OlderVersion(newestOfThen).withSnapshot();
        then.job(new UUID(4, 4), "2026-01-01", "completed");
        then.job(FORCED, "2026-01-02", "completed");
        then.job(new UUID(4, 6), "2026-01-03", "cancelled");
        then.wiki(new UUID(4, 9), "main", "2026-01-02 10:59:59.9Z");
        then.wiki(new UUID(4, 8), "next", "2026-01-05 10:00:00Z");
        return then;
    }
}
