package io.deepwiki.cli;

import java.io.IOException;
import java.util.OptionalLong;

/** Jobs that are followed though the connection does not hold: whatever may be tried again is a {@link ConnectionLost}. */
final class JobApi {
    private final ServiceApi api;
    private final SteadyHttp http;

    JobApi(ServiceApi api) {
        this.api = api;
        this.http = new SteadyHttp(api);
    }

    /** A job as it is now. */
    ApiJson.Job job(String id) throws ConnectionLost {
        return ApiJson.read(http.text(path(id)), ApiJson.JobDetails.class).job();
    }

    /**
     * The lines of a job's progress; the caller closes them.
     *
     * @param after the number of the last one that is known
     */
    ArrivingLines<ApiJson.ProgressLine> progress(String id, OptionalLong after) throws ConnectionLost {
        String query = "?heartbeat=15" + (after.isPresent() ? "&after=" + after.getAsLong() : "");
        var response = http.sent(
                api.request(path(id) + "/progress/stream" + query).GET().build());
        if (response.fine()) {
            return new ArrivingLines<>(response.body(), ApiJson.ProgressLine.class);
        }
        throw SteadyHttp.unlessPassing(http.refusal(response));
    }

    /** What to make of a connection that broke while lines came. */
    ConnectionLost brokenOff(IOException why) {
        return http.brokenOff(why);
    }

    private static String path(String id) {
        return "/api/wiki/jobs/" + ServiceApi.encoded(id);
    }
}
