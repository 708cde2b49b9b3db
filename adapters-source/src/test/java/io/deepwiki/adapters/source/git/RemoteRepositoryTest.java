package io.deepwiki.adapters.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.source.testing.GitServer;
import io.deepwiki.adapters.source.testing.TestRepository;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.application.repository.port.SourceTree.Entry;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.RepositoryAddress;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteRepositoryTest {
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
                .isEqualTo(new Head("feature/new", new io.deepwiki.domain.repository.Commit(commit), false));
    }

    @Test
    void a_look_up_fetches_nothing() {
        origin.file("README.md", "# Tool\n").commit("trunk");
        source.head(repository("acme/tool"), Optional.empty(), Optional.empty());
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void the_files_of_a_commit_are_read_from_its_objects() {
        origin.file("src/b.txt", "b\n").file("a.txt", "a\n").link("loop", "loop").submodule("lib").commit("trunk");
        try (SourceTree tree = open(source)) {
            assertThat(tree.entries())
                    .extracting(entry -> entry.path() + " " + entry.type() + " " + entry.size())
                    .containsExactly("a.txt FILE 2", "lib SUBMODULE 0", "loop SYMBOLIC_LINK 4", "src/b.txt FILE 2");
            assertThat(tree.read(tree.entries().getLast())).isEqualTo("b\n".getBytes(StandardCharsets.UTF_8));
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
