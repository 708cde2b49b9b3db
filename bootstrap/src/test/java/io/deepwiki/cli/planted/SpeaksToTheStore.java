package io.deepwiki.cli.planted;

import io.deepwiki.application.jobs.JobControl;

public record SpeaksToTheStore(JobControl control) {}
