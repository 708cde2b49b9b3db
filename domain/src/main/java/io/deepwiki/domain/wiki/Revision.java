package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.Commit;

/**
 * What decides which revision of a wiki is the published one.
 *
 * @param missing how many of its pages could not be written
 */
public record Revision(Wiki.Origin origin, Commit commit, int missing) {
    /**
     * Whether it takes the place of the published one. A job may always replace what it has published itself. Of two commits the one counts
     * that the branch was seen at later; of one commit the wiki that misses fewer pages, and then the later one.
     */
    public boolean replaces(Revision published) {
        if (origin.job().equals(published.origin.job())) {
            return true;
        }
        if (commit.equals(published.commit) && missing != published.missing) {
            return missing < published.missing;
        }
        return !origin.seen().isBefore(published.origin.seen());
    }
}
