package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A job, and somebody who watches it to its end on whichever instance is there: nothing that it tells is lost, and nothing comes twice. */
final class WatchedJob implements Callable<WatchedJob> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("completed", "partially_completed", "failed", "cancelled");

    private final Fleet fleet;
    private final Random random;
    private final String model;
    private final String id;
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

    private WatchedJob(Fleet fleet, Random random, String model, String id) {
        this.fleet = fleet;
        this.random = random;
        this.model = model;
        this.id = id;
    }

    /** Orders a job of so many pages from any instance. */
    static WatchedJob order(Fleet fleet, String model, String language, int pages, long seed) throws Exception {
        Random random = new Random(seed);
        TwoInstances instances = fleet.instances();
        String order = "{\"repo_url\":\"" + instances.project() + "\",\"provider\":\"openai\",\"model\":\"" + model
                + "\",\"language\":\"" + language + "\",\"pages\":" + pages + ",\"force\":true}";
        HttpResponse<String> answer =
                instances.send(instances.post(fleet.any(random).url(), "/api/wiki/jobs", order));
        JsonNode ordered = JSON.readTree(answer.body());
        assertThat(ordered.path("existing").isBoolean()).as(answer.body()).isTrue();
        assertThat(ordered.path("existing").booleanValue()).isFalse();
        return new WatchedJob(fleet, random, model, ordered.path("job_id").textValue());
    }

    String id() {
        return id;
    }

    /** The model that it asks, and nobody else. */
    String model() {
        return model;
    }

    /** Every line that it told, from the first. */
    List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    boolean over() {
        return !lines.isEmpty() && OVER.contains(lines.getLast().path("status").textValue());
    }

    /** The job and its pages, as an instance tells them. */
    JsonNode details() throws IOException, InterruptedException {
        TwoInstances instances = fleet.instances();
        return JSON.readTree(instances
                .send(instances.request(fleet.any(random).url(), "/api/wiki/jobs/" + id))
                .body());
    }

    /** Watches until it is over. */
    @Override
    public WatchedJob call() throws Exception {
        Await.that("job " + id + " is over", PATIENCE, this::watch);
        return this;
    }

    /** Watches on one instance until the end, or until it breaks; says whether it was the end. */
    private boolean watch() throws InterruptedException {
        URI instance = fleet.any(random).url();
        String path = "/api/wiki/jobs/" + id + "/progress/stream?after=" + lines.size();
        try {
            HttpResponse<Stream<String>> answer = fleet.instances()
                    .client()
                    .send(fleet.instances().request(instance, path).build(), BodyHandlers.ofLines());
            try (Stream<String> body = answer.body()) {
                if (answer.statusCode() == 200) {
                    take(body.iterator());
                }
            }
        } catch (IOException | UncheckedIOException _) {
            return false; // broken: that is what is tested
        }
        return over();
    }

    private void take(Iterator<String> told) throws IOException {
        if (told.hasNext()) {
            assertThat(JSON.readTree(told.next()).path("seq").longValue())
                    .as("the state bears the number that the lines go on from")
                    .isEqualTo(lines.size());
        }
        while (told.hasNext()) {
            JsonNode line = JSON.readTree(told.next());
            if (line.has("seq")) {
                assertThat(over()).as("nothing comes behind the end").isFalse();
                assertThat(line.path("seq").longValue()).isEqualTo(lines.size() + 1);
                lines.add(line);
            }
        }
    }
}
