package io.deepwiki.adapters.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deepwiki.adapters.source.testing.GitServer;
import io.deepwiki.adapters.source.testing.TestRepository;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.application.repository.port.SourceTree.Entry;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryAddress;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteRepositoryTest {
    private static final String TOKEN = "tok-5ec2e7";

    @TempDir
    private Path folder;

    private GitServer server;
    private TestRepository origin;
    private JGitRepositorySource source;

    @BeforeEach
    void serve() {
        server = GitServer.start();
        origin = TestRepository.create(folder.resolve("origin"), "trunk");
        server.serve("acme/tool", origin.repository());
        source = source(SourceLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        origin.close();
        server.close();
    }

    @Test
    void the_default_branch_is_the_remotes_own() {
        String commit = origin.file("README.md", "# Tool\n").commit("trunk");
        origin.file("other.txt", "x").commit("main");
        Head head = source.head(repository("acme/tool"), Optional.empty(), Optional.empty());
        assertThat(head.branch()).isEqualTo("trunk");
        assertThat(head.commit().id()).isEqualTo(commit);
        assertThat(head.dirty()).isFalse();
    }

    @Test
    void a_branch_that_is_asked_for_is_taken() {
        origin.file("README.md", "# Tool\n").commit("trunk");
        String commit = origin.file("new.txt", "x").commit("feature/new");
        assertThat(source.head(repository("acme/tool"), Optional.of("feature/new"), Optional.empty()))
                .isEqualTo(new Head("feature/new", new Commit(commit), false));
    }

    @Test
    void a_look_up_fetches_nothing() {
        origin.file("README.md", "# Tool\n").commit("trunk");
        source.head(repository("acme/tool"), Optional.empty(), Optional.empty());
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void the_files_of_a_commit_are_read_from_its_objects() {
        origin.file("src/b.txt", "b\n")
                .file("a.txt", "a\n")
                .link("loop", "loop")
                .submodule("lib")
                .commit("trunk");
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries())
                    .extracting(entry -> entry.path() + " " + entry.type() + " " + entry.size())
                    .containsExactly("a.txt FILE 2", "lib SUBMODULE 0", "loop SYMBOLIC_LINK 4", "src/b.txt FILE 2");
            assertThat(tree.read(tree.entries().getLast())).isEqualTo("b\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_wrong_branch_is_said() {
        origin.file("a", "a").commit("trunk");
        assertThat(failure(() -> source.head(repository("acme/tool"), Optional.of("nope"), Optional.empty())))
                .isEqualTo(Failure.Invalid.field("no_such_branch", "branch", "The repository has no branch 'nope'."));
        assertThat(failure(() -> source.head(repository("acme/tool"), Optional.of("no..pe"), Optional.empty())))
                .isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void an_empty_repository_is_said() {
        assertThat(failure(() -> open(source)))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("empty_repository"));
    }

    @Test
    void an_unknown_repository_and_one_that_needs_a_token_are_told_apart_by_nothing() {
        origin.file("a", "a").commit("trunk");
        server.serve("acme/secret", origin.repository(), "git", TOKEN);
        String unknown = ((Failure.NotFound) failure(() -> look("acme/other", Optional.empty()))).sentence();
        String secret = ((Failure.NotFound) failure(() -> look("acme/secret", Optional.empty()))).sentence();
        assertThat(secret.replace("secret", "other")).isEqualTo(unknown);
        assertThat(unknown).endsWith("was not found, or is not readable without a token.");
    }

    @Test
    void a_token_opens_a_private_repository_and_is_not_repeated() {
        origin.file("a", "a").commit("trunk");
        server.serve("acme/secret", origin.repository(), "git", TOKEN);
        Optional<Secret> token = Optional.of(new Secret(TOKEN));
        Head head = look("acme/secret", token);
        try (SourceTree tree = source.open(repository("acme/secret"), head, token)) {
            assertThat(tree.entries()).hasSize(1);
        }
        assertThat(server.requests()).allMatch(request -> !request.path().contains(TOKEN));
        assertThat(contentOf(folder.resolve("cache"))).doesNotContain(TOKEN);
    }

    @Test
    void a_token_that_is_refused_is_in_no_message_of_the_failure() {
        server.serve("acme/secret", origin.repository(), "git", "another");
        assertThatThrownBy(() -> look("acme/secret", Optional.of(new Secret(TOKEN))))
                .isInstanceOf(FailureException.class)
                .satisfies(e -> {
                    StringWriter whole = new StringWriter();
                    e.printStackTrace(new PrintWriter(whole, true));
                    assertThat(whole.toString())
                            .doesNotContain(TOKEN)
                            .doesNotContain(Base64.getEncoder()
                                    .encodeToString(("git:" + TOKEN).getBytes(StandardCharsets.UTF_8)));
                });
    }

    @Test
    void a_server_that_wants_the_suffix_git_is_found() {
        origin.file("a", "a").commit("trunk");
        server.serve("plain/tool.git", origin.repository());
        assertThat(look("plain/tool", Optional.empty()).branch()).isEqualTo("trunk");
    }

    @Test
    void a_redirect_on_the_same_host_is_followed() {
        origin.file("a", "a").commit("trunk");
        server.redirect("old/tool", "/acme/tool");
        Head head = look("old/tool", Optional.empty());
        try (SourceTree tree = source.open(repository("old/tool"), head, Optional.empty())) {
            assertThat(tree.entries()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://127.0.0.1:1/acme/tool",
                "http://localhost:PORT/acme/tool",
                "https://github.com/acme/tool",
                "file:///etc",
                "//169.254.169.254/latest"
            })
    void a_redirect_to_another_place_is_not_followed(String target) {
        server.redirect("old/tool", target.replace("PORT", server.authority().replaceAll(".*:", "")));
        Failure failure = failure(() -> look("old/tool", Optional.of(new Secret(TOKEN))));
        assertThat(failure).isInstanceOfAny(Failure.Invalid.class, Failure.BadUpstream.class);
        assertThat(server.requests()).allMatch(request -> request.path().startsWith("/old/tool"));
    }

    @Test
    void a_circle_of_redirects_ends() {
        server.redirect("old/tool", "/old/tool");
        assertThat(failure(() -> look("old/tool", Optional.empty()))).isInstanceOf(Failure.BadUpstream.class);
    }

    @Test
    void an_address_that_is_not_allowed_is_refused_before_a_connection_is_made() {
        JGitRepositorySource strict =
                new JGitRepositorySource(folder.resolve("cache"), SourceLimits.DEFAULT, Set.of(), List::of);
        Failure failure = failure(() -> strict.head(repository("acme/tool"), Optional.empty(), Optional.empty()));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("address_refused"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_host_that_does_not_answer_or_answers_nonsense_is_said() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        server.answer("acme/garbage", (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>hello</html>".repeat(1000).getBytes(StandardCharsets.UTF_8));
        });
        server.answer("acme/broken", (exchange, _) -> GitServer.status(exchange, 500));
        server.answer("acme/pack", (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("zzzz".repeat(1000).getBytes(StandardCharsets.UTF_8));
        });
        JGitRepositorySource open = new JGitRepositorySource(
                folder.resolve("cache"), SourceLimits.DEFAULT, Set.of("127.0.0.1", "no-such-host.invalid"), List::of);
        for (String url : List.of(
                "http://127.0.0.1:" + closed + "/a/b",
                "http://no-such-host.invalid/a/b",
                server.url("acme/garbage"),
                server.url("acme/broken"),
                server.url("acme/pack"))) {
            RepositoryRef repository = ((Understood) RepositoryAddress.read(url)).repository();
            assertThat(failure(() -> open.head(repository, Optional.empty(), Optional.empty())))
                    .as(url)
                    .isInstanceOfSatisfying(
                            Failure.BadUpstream.class,
                            bad -> assertThat(bad.code()).isEqualTo("repository_unreachable"));
        }
    }

    @Test
    void a_host_that_hangs_is_given_up() {
        server.answer("acme/hang", (_, _) -> new CountDownLatch(1).await());
        JGitRepositorySource hasty = source(limits(Duration.ofMillis(300), Duration.ofSeconds(60), 1 << 20, 1000));
        assertThat(failure(() -> hasty.head(repository("acme/hang"), Optional.empty(), Optional.empty())))
                .isInstanceOf(Failure.UpstreamTimedOut.class);
    }

    @Test
    void a_host_that_drips_is_given_up_when_the_whole_takes_too_long() {
        server.answer("acme/drip", (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.UTF_8));
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('1');
                exchange.getResponseBody().flush();
            }
        });
        JGitRepositorySource hasty = source(limits(Duration.ofSeconds(60), Duration.ofMillis(700), 1 << 20, 1000));
        assertThat(failure(() -> hasty.head(repository("acme/drip"), Optional.empty(), Optional.empty())))
                .isInstanceOf(Failure.UpstreamTimedOut.class);
    }

    @Test
    void an_interrupt_ends_a_fetch_that_hangs() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.answer("acme/hang", (_, _) -> {
            arrived.countDown();
            new CountDownLatch(1).await();
        });
        for (Thread.Builder kind : List.<Thread.Builder>of(Thread.ofPlatform(), Thread.ofVirtual())) {
            FutureTask<Failure> work = new FutureTask<>(
                    () -> failure(() -> source.head(repository("acme/hang"), Optional.empty(), Optional.empty())));
            Thread thread = kind.start(work);
            arrived.await();
            thread.interrupt();
            assertThat(work.get(5, TimeUnit.SECONDS)).isInstanceOf(Failure.Unavailable.class);
        }
    }

    @Test
    void a_file_of_200_megabytes_is_listed_and_not_read() {
        long size = 200L * 1024 * 1024;
        origin.zeros("huge.bin", size).file("a.txt", "a").commit("trunk");
        try (SourceTree tree = open(source)) {
            Entry huge = tree.entries().getLast();
            assertThat(huge.size()).isEqualTo(size);
            assertThat(failure(() -> tree.read(huge))).isInstanceOf(Failure.TooLarge.class);
            assertThat(tree.read(tree.entries().getFirst())).hasSize(1);
        }
    }

    @Test
    void a_pack_over_the_limit_is_said_with_the_name_of_the_setting() {
        byte[] random = new byte[300_000];
        new Random(1).nextBytes(random);
        origin.file("random.bin", random).commit("trunk");
        Failure failure =
                failure(() -> open(source(limits(Duration.ofSeconds(5), Duration.ofSeconds(60), 100_000, 10))));
        assertThat(failure).isInstanceOfSatisfying(Failure.TooLarge.class, large -> {
            assertThat(large.code()).isEqualTo("repository_too_large");
            assertThat(large.sentence()).contains("deepwiki.source.max-pack");
        });
    }

    @Test
    void too_many_files_are_said_with_the_name_of_the_setting() {
        for (int i = 0; i < 11; i++) {
            origin.file("f" + i, "x" + i);
        }
        origin.commit("trunk");
        Failure failure =
                failure(() -> open(source(limits(Duration.ofSeconds(5), Duration.ofSeconds(60), 1 << 20, 10))));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.TooLarge.class,
                        large -> assertThat(large.sentence()).contains("deepwiki.source.max-files"));
    }

    @Test
    void a_name_that_is_not_utf_8_is_left_out() {
        origin.fileNamed(new byte[] {'b', (byte) 0xE4, 'd'}, "x")
                .file("größe.txt", "x")
                .commit("trunk");
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries()).extracting(entry -> entry.path().value()).containsExactly("größe.txt");
        }
    }

    @Test
    void links_and_submodules_are_not_read() {
        origin.link("link", "/etc/passwd").submodule("sub").commit("trunk");
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries())
                    .hasSize(2)
                    .allSatisfy(entry ->
                            assertThatThrownBy(() -> tree.read(entry)).isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void the_next_commit_costs_what_changed_and_the_same_one_nothing() {
        byte[] random = new byte[300_000];
        new Random(1).nextBytes(random);
        origin.file("random.bin", random).commit("trunk");
        open(source).close();
        assertThat(server.packBytes()).isGreaterThan(300_000);
        open(source).close();
        assertThat(server.packBytes()).isLessThan(1000); // the look-up alone
        origin.file("small.txt", "small").commit("trunk");
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries()).hasSize(2);
        }
        assertThat(server.packBytes()).isLessThan(3000);
    }

    @Test
    void the_commit_that_was_looked_up_is_fetched_although_the_branch_has_moved() {
        origin.file("a", "old").commit("trunk");
        Head head = look("acme/tool", Optional.empty());
        origin.file("a", "new!").commit("trunk");
        try (SourceTree tree = source.open(repository("acme/tool"), head, Optional.empty())) {
            assertThat(tree.entries().getFirst().size()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".pack", ".idx", "config", "HEAD", "shallow"})
    void a_damaged_cache_is_fetched_again(String what) throws IOException {
        origin.file("a.txt", "a".repeat(1000)).file("b/c.txt", "c").commit("trunk");
        open(source).close();
        for (Path file : files(folder.resolve("cache"))) {
            if (file.toString().endsWith(what)) {
                assertThat(file.toFile().setWritable(true)).isTrue();
                Files.write(file, "garbage".getBytes(StandardCharsets.UTF_8));
            }
        }
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries()).hasSize(2);
            assertThat(tree.read(tree.entries().getFirst())).hasSize(1000);
        }
    }

    @Test
    void many_who_open_the_same_repository_at_once_get_it_and_it_is_fetched_once() throws Exception {
        byte[] random = new byte[300_000];
        new Random(1).nextBytes(random);
        origin.file("random.bin", random).commit("trunk");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> task = () -> {
                try (SourceTree tree = open(source)) {
                    return tree.entries().size();
                }
            };
            for (Future<Integer> one : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(one.get()).isEqualTo(1);
            }
        }
        assertThat(server.packBytes()).isBetween(300_000L, 400_000L);
    }

    @Test
    void nothing_that_a_user_typed_is_in_a_path_of_the_cache() throws IOException {
        origin.file("a", "a").commit("trunk");
        open(source).close();
        assertThat(files(folder.resolve("cache")))
                .isNotEmpty()
                .allMatch(file -> !folder.relativize(file).toString().matches(".*(acme|tool|trunk).*"));
    }

    private static Failure failure(ThrowingCallable call) {
        FailureException thrown = catchThrowableOfType(FailureException.class, call);
        assertThat(thrown).as("a failure").isNotNull();
        return thrown.failure();
    }

    private Head look(String path, Optional<Secret> token) {
        return source.head(repository(path), Optional.empty(), token);
    }

    private static SourceLimits limits(Duration idle, Duration whole, long pack, int files) {
        return new SourceLimits(Duration.ofSeconds(2), idle, whole, pack, files, 1 << 20);
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String contentOf(Path below) {
        try {
            StringBuilder content = new StringBuilder();
            for (Path file : files(below)) {
                content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return content.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceTree open(JGitRepositorySource from) {
        Head head = from.head(repository("acme/tool"), Optional.empty(), Optional.empty());
        return from.open(repository("acme/tool"), head, Optional.empty());
    }

    private RepositoryRef repository(String path) {
        return ((Understood) RepositoryAddress.read(server.url(path))).repository();
    }

    private JGitRepositorySource source(SourceLimits limits) {
        return new JGitRepositorySource(folder.resolve("cache"), limits, Set.of(server.authority()), List::of);
    }
}
