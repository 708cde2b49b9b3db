package io.deepwiki.adapters.llm.planted;

import io.deepwiki.application.jobs.JobControl;

public record ReachesForAUseCase(JobControl control) {}
