package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.LineRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermCountsTest {
    @Test
    void header_and_text_are_counted_together() {
        Chunk chunk = new Chunk(0, "", new LineRange(1, 1), "src/Lease.java", "Lease lock; lock.lock()", "");
        Map<String, Integer> counts = TermCounts.of(chunk);
        assertThat(counts)
                .containsEntry("lock", 3)
                .containsEntry("src", 1)
                .containsEntry("java", 1)
                .containsEntry("lease", 2);
        assertThat(TermCounts.length(counts))
                .isEqualTo(
                        Identifiers.terms(chunk.header() + "\n" + chunk.text()).size());
    }
}
