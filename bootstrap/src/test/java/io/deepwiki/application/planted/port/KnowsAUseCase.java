package io.deepwiki.application.planted.port;

import io.deepwiki.application.jobs.JobControl;

public interface KnowsAUseCase {
    JobControl control();
}
