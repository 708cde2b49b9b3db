package io.deepwiki.adapters.http.jobs;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.domain.jobs.JobId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The latest lines as they go over the wire: many watch a job, and each line is turned into JSON for one of them. Thread-safe. */
final class EncodedLines {
    private static final int KEPT = 1_024;

    private final SequencedMap<Key, Encoded> latest = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Encoded> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(JobId job, long seq) {}

    private record Encoded(JobLine line, byte[] bytes) {}

    /** A line of NDJSON, its end included; not to be changed. */
    byte[] of(JobLine line) {
        Key key = new Key(line.event().job(), line.event().seq());
        synchronized (latest) {
            Encoded known = latest.get(key);
            if (known != null && isSame(known.line, line)) {
                return known.bytes;
            }
        }
        byte[] bytes = Json.line(JobJson.Event.of(line));
        synchronized (latest) {
            latest.put(key, new Encoded(line, bytes));
        }
        return bytes;
    }

    /** What is told to many is one object; another one of this number may say something else. */
    @SuppressWarnings("ReferenceEquality") // to compare what is in them costs as much as to write them
    private static boolean isSame(JobLine one, JobLine other) {
        return one == other;
    }
}
