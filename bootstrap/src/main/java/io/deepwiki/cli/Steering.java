package io.deepwiki.cli;

import java.util.Locale;

/** What a job can be told with one word. */
enum Steering {
    PAUSE("Begin no more pages of a job; those that are written now are finished.", "is paused"),
    RESUME("Go on with a job that was paused.", "goes on"),
    CANCEL("Call a job off.", "is cancelled"),
    DELETE("Remove a job that is over; the wiki that it made stays.", "is removed");

    private final String meaning;
    private final String done;

    Steering(String meaning, String done) {
        this.meaning = meaning;
        this.done = done;
    }

    /** As it is typed, and as the service's path says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A sentence for the help. */
    String meaning() {
        return meaning;
    }

    /** What the job is then, as in {@code is paused}. */
    String done() {
        return done;
    }

    void tell(ServiceApi api, String job) {
        if (this == CANCEL) {
            api.cancel(job);
        } else {
            api.command(job, word(), ApiJson.Access.NONE);
        }
    }
}
