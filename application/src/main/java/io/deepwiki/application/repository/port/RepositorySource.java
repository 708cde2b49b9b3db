package io.deepwiki.application.repository.port;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import java.util.Optional;

/**
 * Git hosts and local folders. Addresses are checked where connections are made. Fails with a {@code FailureException}: not found or not
 * readable (NotFound {@code repository_not_found}), refused address or scheme, no such branch, empty repository (Invalid), a limit on the
 * whole exceeded (TooLarge, naming the limit), unreachable (BadUpstream), too slow (UpstreamTimedOut).
 */
public interface RepositorySource {
    /**
     * Where a branch stands now.
     *
     * @param branch empty: the repository's default branch
     * @param token an access token, for this call only
     */
    Head head(RepositoryRef repository, Optional<String> branch, Optional<Secret> token);

    /** The files of a commit; fetches what is missing. The caller closes it. */
    SourceTree open(RepositoryRef repository, Head head, Optional<Secret> token);

    /**
     * A branch and the commit it stands at.
     *
     * @param branch {@code HEAD} where the repository's HEAD stands at a commit alone
     * @param dirty a local folder has changes that are not committed, and so are not seen
     */
    record Head(String branch, Commit commit, boolean dirty) {
        /** Whether this is a branch that can be asked for by its name. */
        public boolean isNamed() {
            return !branch.equals("HEAD");
        }
    }
}
