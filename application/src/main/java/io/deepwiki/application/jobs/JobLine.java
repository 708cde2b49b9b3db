package io.deepwiki.application.jobs;

import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.TimeLeft;
import java.util.Optional;

/**
 * A line of a job's history for those who watch it.
 *
 * @param left how long the rest was likely to take when it was written
 */
public record JobLine(JobEvent event, Optional<TimeLeft> left) {}
