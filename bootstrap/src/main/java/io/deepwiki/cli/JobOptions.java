package io.deepwiki.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Parameters;

/** Which job a command is about. */
final class JobOptions {
    /** The smallest beginning that is looked up; a shorter one would name half of all jobs. */
    private static final int SHORTEST = 4;

    private static final int PAGE = 100;
    private static final int NEWEST = 1_000;
    private static final int WHOLE_ID = 36;

    @Parameters(paramLabel = "<job>", description = "The id of the job, or its beginning.")
    String job = "";

    /**
     * The whole id.
     *
     * @throws CommandFailure if several jobs, or none of the newest, have this beginning
     */
    String id(ServiceApi api) {
        String wanted = job.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() >= WHOLE_ID) {
            return wanted;
        }
        if (wanted.length() < SHORTEST) {
            throw new CommandFailure(ExitCode.USAGE, "Give at least the first " + SHORTEST + " characters of the id.");
        }
        List<String> found = beginning(api, wanted);
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "No job begins with " + wanted + " (of the newest " + NEWEST + "); "
                                + "deepwiki jobs list shows them.");
            default ->
                throw new CommandFailure(
                        ExitCode.USAGE, "Several jobs begin with " + wanted + ":\n  " + String.join("\n  ", found));
        };
    }

    private static List<String> beginning(ServiceApi api, String wanted) {
        List<String> found = new ArrayList<>();
        for (int offset = 0; offset < NEWEST; offset += PAGE) {
            ApiJson.JobList page = api.jobs(PAGE, offset);
            page.jobs().stream()
                    .map(ApiJson.Job::id)
                    .filter(id -> id.startsWith(wanted))
                    .forEach(found::add);
            if (offset + page.jobs().size() >= page.total()) {
                break;
            }
        }
        return found;
    }
}
