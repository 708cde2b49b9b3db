package io.deepwiki.application.wiki.port;

import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whose turn it is to be looked at for news: repositories with a wiki, shared by all instances. Time is the store's own clock. */
public interface Lookout {
    /**
     * Takes a public repository whose turn has come, the longest waiting first, and puts its next turn off. One of whose wikis' branches
     * all have been looked at lately, by whomever, has no turn.
     *
     * @param lately a look that is younger is good enough
     * @param pause its next turn is after that
     */
    Optional<Turn> next(Duration lately, Duration pause);

    /** A repository, and the branches of it that wikis are about, in their order. */
    record Turn(RepositoryRef repository, List<String> branches) {
        public Turn {
            branches = List.copyOf(branches);
        }
    }
}
