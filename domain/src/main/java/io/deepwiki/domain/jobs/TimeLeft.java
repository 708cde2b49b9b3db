package io.deepwiki.domain.jobs;

import java.time.Duration;

/** How long the rest of a job is likely to take. */
public record TimeLeft(Duration least, Duration most) {
    public TimeLeft {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("no such time: " + least + " to " + most);
        }
    }
}
