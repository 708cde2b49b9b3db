package io.deepwiki.application.research.port;

import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Optional;

/** What was asked of the researches that run, so that any instance can go on with them. It is forgotten when the stream ends. */
public interface ResearchStore {
    /** Keeps what was asked of a stream that is there already. */
    void keep(StreamId id, Asked asked);

    /** What was asked; empty if the stream is over, or no research. */
    Optional<Asked> find(StreamId id);

    /** A question without its token: what it opened stays readable to whoever asked. */
    record Asked(
            Optional<String> branch,
            List<Turn> turns,
            Language language,
            Optional<SourcePath> file,
            FileFilter filter) {
        public Asked {
            turns = List.copyOf(turns);
        }
    }
}
