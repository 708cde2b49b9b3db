package io.deepwiki.e2e;

import io.deepwiki.e2e.Installation.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Two instances on one data folder, which answer questions on a small project by a model of OpenAI's protocol. */
final class TwoInstances implements AutoCloseable {
    private final Installation product;
    private final Path project;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A process, and where it listens. */
    record Instance(Running running, URI url) {
        long pid() {
            return running.process().pid();
        }

        /** Ends it without a chance to say goodbye. */
        void kill() {
            running.process().destroyForcibly();
            running.process().onExit().join();
        }
    }

    /** Prepares them; they are not started yet. */
    TwoInstances(Path folder, URI model) throws IOException, GitAPIException {
        project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("DEEPWIKI_WEB_PORT", "0")
                .with("DEEPWIKI_LOCAL_ROOTS", folder.toString())
                .with("DEEPWIKI_EMBEDDER_TYPE", "none")
                .with("DEEPWIKI_CHAT_REQUESTS_PER_MINUTE", "1000000")
                .with("DEEPWIKI_CHAT_STREAMS_PER_KEY", "10000")
                .with("OPENAI_API_KEY", "sk-test")
                .with("OPENAI_BASE_URL", model.toString());
    }

    TwoInstances with(String variable, String value) {
        Installation _ = product.with(variable, value);
        return this;
    }

    TwoInstances start() throws IOException {
        add();
        add();
        return this;
    }

    /** Starts one more. */
    Instance add() throws IOException {
        Running running = product.start("up");
        Instance instance = new Instance(running, URI.create(running.said("event=ready api=(\\S+) ")));
        instances.add(instance);
        return instance;
    }

    List<Instance> all() {
        return List.copyOf(instances);
    }

    /** Any of those that live. */
    Instance any(Random random) {
        List<Instance> living =
                instances.stream().filter(it -> it.running.process().isAlive()).toList();
        return living.get(random.nextInt(living.size()));
    }

    Path project() {
        return project;
    }

    HttpClient client() {
        return client;
    }

    /** The body of a question on the project. */
    String question(String words, String more) {
        return "{\"repo_url\":\"" + project + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]"
                + more + "}";
    }

    HttpRequest.Builder request(URI instance, String path) {
        return HttpRequest.newBuilder(URI.create(instance + path))
                .timeout(Duration.ofMinutes(1))
                .header("X-API-Key", product.key());
    }

    HttpRequest.Builder post(URI instance, String path, String body) {
        return request(instance, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Reads the repository, so that no question waits for it. */
    TwoInstances indexed() throws IOException, InterruptedException {
        for (Instance instance : instances) {
            String body = question("What does the shop do?", ",\"provider\":\"builtin\"");
            HttpResponse<String> answer = send(post(instance.url, "/chat/completions/stream", body));
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
        }
        return this;
    }

    @Override
    public void close() {
        try {
            product.checkJobs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            instances.forEach(it -> it.running.close());
        }
    }
}
