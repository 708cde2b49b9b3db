package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Hints of one instance, many in one: what changed since the last time.
 *
 * @param work whether there may be work to claim
 */
record Hints(InstanceId from, boolean work, Set<JobId> jobs) {
    /** A payload of PostgreSQL's NOTIFY has less than 8,000 bytes; an id has 36, and a comma. */
    static final int MOST_JOBS = 200;

    private static final String WORK = "work";
    private static final String SEPARATOR = ",";

    Hints {
        jobs = Set.copyOf(jobs);
    }

    /** The hints as one line. */
    String payload() {
        List<String> words = new ArrayList<>();
        words.add(from.toString());
        if (work) {
            words.add(WORK);
        }
        jobs.forEach(job -> words.add(job.toString()));
        return String.join(SEPARATOR, words);
    }

    /**
     * The hints of a line that {@link #payload} gave.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Hints read(String payload) {
        List<String> words = Arrays.asList(payload.split(SEPARATOR, -1));
        Set<JobId> jobs = new LinkedHashSet<>();
        words.stream()
                .skip(1)
                .filter(word -> !word.equals(WORK))
                .forEach(word -> jobs.add(new JobId(UUID.fromString(word))));
        return new Hints(new InstanceId(UUID.fromString(words.getFirst())), words.contains(WORK), jobs);
    }
}
