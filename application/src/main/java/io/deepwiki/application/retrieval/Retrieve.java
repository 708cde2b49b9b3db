package io.deepwiki.application.retrieval;

import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.retrieval.ScoredPassage;
import java.util.List;
import java.util.Optional;

/** Answers the plain question what would be found, for tuning: no model is asked. */
public final class Retrieve {
    private final ReadyRepository repositories;
    private final FindPassages passages;

    public Retrieve(ReadyRepository repositories, FindPassages passages) {
        this.repositories = repositories;
        this.passages = passages;
    }

    /** The best passages at the repository's head; indexes it first if need be. */
    public Retrieved find(Search search, Caller caller) throws InterruptedException {
        Snapshot snapshot = repositories
                .ready(search.repository(), search.branch(), Optional.empty(), caller, _ -> {})
                .snapshot();
        List<ScoredPassage> found = passages.find(snapshot.id(), search.question(), FileFilter.NONE, search.atMost());
        return new Retrieved(snapshot.commit(), snapshot.chunks(), passages.embedded(snapshot.id()), found);
    }

    /**
     * What to look for, and where.
     *
     * @param atMost 1 to 500
     */
    public record Search(RepositoryRef repository, Optional<String> branch, String question, int atMost) {}

    /**
     * What was found, best first.
     *
     * @param chunks how many there are
     * @param embedded how many of them have a vector
     */
    public record Retrieved(Commit commit, int chunks, int embedded, List<ScoredPassage> passages) {
        public Retrieved {
            passages = List.copyOf(passages);
        }
    }
}
