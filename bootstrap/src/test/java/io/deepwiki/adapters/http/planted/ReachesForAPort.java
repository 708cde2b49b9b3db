package io.deepwiki.adapters.http.planted;

import io.deepwiki.application.jobs.port.JobStore;

public record ReachesForAPort(JobStore jobs) {}
