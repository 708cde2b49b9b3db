package io.deepwiki.cli;

/** What the process ends with; the same list stands in every {@code --help} and in the manual. */
final class ExitCode {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NO_SERVICE = 3;
    static final int JOB_NOT_COMPLETE = 4;

    static final String EXPLAINED =
            "Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 the service cannot be reached, 4 the job failed or is only partly complete, 130 interrupted.";

    private ExitCode() {}
}
