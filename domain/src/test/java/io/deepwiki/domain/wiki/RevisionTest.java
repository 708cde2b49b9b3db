package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.wiki.Wiki.Origin;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_commit_that_was_seen_later_replaces_one_that_was_seen_earlier_even_if_pages_are_missing() {
        assertThat(revision(2, 'b', 2, 5).replaces(revision(1, 'a', 1, 0))).isTrue();
        assertThat(revision(1, 'a', 1, 0).replaces(revision(2, 'b', 2, 5))).isFalse();
    }

    @Test
    void of_one_commit_the_wiki_that_misses_fewer_pages_counts() {
        assertThat(revision(2, 'a', 2, 1).replaces(revision(1, 'a', 1, 0))).isFalse();
        assertThat(revision(1, 'a', 1, 0).replaces(revision(2, 'a', 2, 1))).isTrue();
    }

    @Test
    void of_two_that_are_equally_good_the_later_one_counts() {
        assertThat(revision(2, 'a', 2, 1).replaces(revision(1, 'a', 1, 1))).isTrue();
        assertThat(revision(2, 'a', 1, 1).replaces(revision(1, 'a', 1, 1))).isTrue();
        assertThat(revision(1, 'a', 1, 1).replaces(revision(2, 'a', 2, 1))).isFalse();
    }

    @Test
    void a_job_replaces_what_it_has_published_itself() {
        assertThat(revision(1, 'a', 1, 3).replaces(revision(1, 'a', 1, 1))).isTrue();
    }

    private static Revision revision(int job, char commit, int seen, int missing) {
        return new Revision(
                new Origin(new UUID(1, job), NOON.plusSeconds(seen)),
                new Commit(String.valueOf(commit).repeat(40)),
                missing);
    }
}
