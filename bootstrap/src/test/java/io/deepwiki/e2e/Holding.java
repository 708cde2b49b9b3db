package io.deepwiki.e2e;

import java.time.Instant;

/**
 * A piece of work in the hands of an instance.
 *
 * @param slug of the page; empty if the work is not a page
 * @param pid of the instance's process
 * @param until when it was settled, handed back, or claimed by somebody else
 * @param takenOver whether somebody else claimed it: it was not given away
 */
record Holding(String job, String kind, String slug, long pid, Instant from, Instant until, boolean takenOver) {
    /** Its beginning, as if it had ended then. */
    Holding upTo(Instant end) {
        return new Holding(job, kind, slug, pid, from, end, false);
    }
}
