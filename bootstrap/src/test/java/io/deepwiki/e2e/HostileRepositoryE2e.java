package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.source.testing.GitServer;
import io.deepwiki.adapters.source.testing.TestRepository;
import io.deepwiki.e2e.Installation.Outcome;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileRepositoryE2e {
    private static final String JOBS = "/api/wiki/jobs";
    private static final long HUGE = 200L << 20;

    @TempDir
    static Path folder;

    private static GitServer host;
    private static Installation product;

    @BeforeAll
    static void start() throws Exception {
        host = GitServer.start();
        host.serve("o/mixed", mixed().repository());
        host.serve("o/binaries", binaries().repository());
        host.redirect("o/metadata", "http://169.254.169.254/latest/meta-data");
        host.redirect("o/elsewhere", "http://127.0.0.1:1/o/mixed");
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("DEEPWIKI_ALLOWED_GIT_HOSTS", host.authority());
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
        host.close();
    }

    @Test
    void what_cannot_be_read_is_left_out_and_counted_and_the_rest_is_written_about() throws Exception {
        Outcome outcome = product.run(folder, "wiki", host.url("o/mixed")).succeeded();
        assertThat(outcome.err())
                .contains("binary", "too large", "broken encoding", "symbolic link", "submodule")
                .contains("100%");
        assertThat(product.run(folder, "ask", host.url("o/mixed"), "What does the Till do?")
                        .succeeded()
                        .out())
                .contains("src/Till.java");
        healthy();
    }

    @Test
    void a_repository_without_text_has_nothing_to_write_about() throws Exception {
        Outcome outcome = product.run(folder, "wiki", host.url("o/binaries"));
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err() + outcome.out()).contains("no text files");
        healthy();
    }

    @Test
    void a_redirect_does_not_lead_where_an_address_may_not() throws Exception {
        product.run(folder, "wiki", host.url("o/mixed"), "--detach").succeeded();
        for (String path : new String[] {"o/metadata", "o/elsewhere"}) {
            HttpResponse<String> answer = product.post(JOBS, "{\"repo_url\":\"" + host.url(path) + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"address_refused\"").doesNotContain("169.254");
        }
        HttpResponse<String> nothing = product.post(JOBS, "{\"repo_url\":\"" + host.url("o/nothing") + "\"}");
        assertThat(nothing.statusCode()).as(nothing.body()).isEqualTo(404);
        healthy();
    }

    private static void healthy() throws Exception {
        assertThat(product.get("/health").statusCode()).isEqualTo(200);
        assertThat(product.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private static TestRepository mixed() {
        TestRepository repository = TestRepository.create(folder.resolve("mixed.git"), "trunk");
        repository.file("README.md", "# Shop\n\nA shop that sells things to people who want them.\n");
        repository.file(
                "src/Till.java",
                "/** Takes the money of customers. */\npublic class Till {\n    void take(int amount) {}\n}\n");
        repository.file(
                "src/Shelf.java",
                "/** Holds what is for sale. */\npublic class Shelf {\n    void put(String thing) {}\n}\n");
        repository.zeros("huge.bin", HUGE);
        repository.file("picture.png", noise(10_000));
        repository.file(
                "broken.txt", "h\u00e4llo w\u00f6rld \u0080\u0081\n".repeat(50).getBytes(StandardCharsets.ISO_8859_1));
        repository.file("app.js", "function a(b){return b+1};".repeat(400_000));
        repository.file("deep.java", "(".repeat(100_000));
        repository.file("deeper.py", "[\n".repeat(100_000));
        repository.link("loop", "loop");
        repository.submodule("library");
        repository.commit("trunk");
        return repository;
    }

    private static TestRepository binaries() {
        TestRepository repository = TestRepository.create(folder.resolve("binaries.git"), "main");
        repository.file("one.png", noise(5_000)).file("two.bin", noise(5_000)).commit("main");
        return repository;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
