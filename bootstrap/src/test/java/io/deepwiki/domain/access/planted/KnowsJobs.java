package io.deepwiki.domain.access.planted;

import io.deepwiki.domain.jobs.JobId;

public record KnowsJobs(JobId job) {}
