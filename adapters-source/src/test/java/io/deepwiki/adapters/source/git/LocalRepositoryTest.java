package io.deepwiki.adapters.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
    @TempDir
    private Path folder;

    private final List<Path> roots = new ArrayList<>();
    private Path top;
    private JGitRepositorySource source;

    @BeforeEach
    void make() throws IOException, GitAPIException {
        source = new JGitRepositorySource(
                folder.resolve("cache"), SourceLimits.DEFAULT, Set.of(), () -> List.copyOf(roots));
        top = Files.createDirectories(folder.resolve("root/project"));
        roots.add(folder.resolve("root"));
        try (Git git =
                Git.init().setDirectory(top.toFile()).setInitialBranch("trunk").call()) {
            Files.createDirectories(top.resolve("src"));
            Files.writeString(top.resolve("src/a.txt"), "a\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("One")
                    .setAuthor("t", "t@example.org")
                    .setCommitter("t", "t@example.org")
                    .call();
        }
    }

    @Test
    void a_repository_under_a_root_is_read_at_head() {
        Head head = head(top);
        assertThat(head.branch()).isEqualTo("trunk");
        assertThat(head.dirty()).isFalse();
        try (SourceTree tree = source.open(new Local(top.toString()), head, Optional.empty())) {
            assertThat(tree.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.path().value()).isEqualTo("src/a.txt");
                assertThat(tree.read(entry)).hasSize(2);
            });
        }
    }

    @Test
    void a_commit_was_made_when_its_committer_says_so_unless_that_is_no_date() throws Exception {
        assertThat(committedAt(Instant.parse("2026-02-27T08:30:00Z"))).contains(Instant.parse("2026-02-27T08:30:00Z"));
        assertThat(committedAt(Instant.EPOCH)).isEmpty();
        assertThat(committedAt(Instant.parse("+12000-01-01T00:00:00Z"))).isEmpty();
    }

    /** When a commit was made that bears this date. */
    private Optional<Instant> committedAt(Instant written) throws Exception {
        PersonIdent author =
                new PersonIdent("a", "a@example.org", Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (Git git = Git.open(top.toFile())) {
            git.commit()
                    .setMessage("Another")
                    .setAllowEmpty(true)
                    .setAuthor(author)
                    .setCommitter(new PersonIdent("c", "c@example.org", written, ZoneOffset.ofHours(7)))
                    .call();
        }
        try (SourceTree tree = source.open(new Local(top.toString()), head(top), Optional.empty())) {
            return tree.committedAt();
        }
    }

    @Test
    void the_root_itself_may_be_the_repository_and_roots_are_asked_for_each_time() {
        roots.clear();
        assertThat(code(top)).isEqualTo("path_not_allowed");
        roots.add(top);
        assertThat(head(top).branch()).isEqualTo("trunk");
    }

    @Test
    void reading_leaves_the_repository_as_it_is() throws IOException {
        List<String> before = listing();
        Head head = head(top);
        source.open(new Local(top.toString()), head, Optional.empty()).close();
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void uncommitted_changes_of_tracked_files_are_said() throws IOException {
        Files.writeString(top.resolve("untracked.txt"), "x");
        assertThat(head(top).dirty()).isFalse();
        Files.writeString(top.resolve("src/a.txt"), "changed\n");
        assertThat(head(top).dirty()).isTrue();
        Files.writeString(top.resolve("src/a.txt"), "a\n");
        assertThat(head(top).dirty()).isFalse();
        Files.writeString(top.resolve("src/a.txt"), "b\n");
        Files.setLastModifiedTime(top.resolve("src/a.txt"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(head(top).dirty()).isTrue();
        Files.delete(top.resolve("src/a.txt"));
        assertThat(head(top).dirty()).isTrue();
    }

    @Test
    void what_lies_outside_of_the_roots_is_refused_with_the_way_to_allow_it_whether_it_exists_or_not()
            throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        for (Path path : List.of(outside, folder.resolve("missing"), folder.resolve("root2"), Path.of("/etc"))) {
            assertThat(code(path)).isEqualTo("path_not_allowed");
        }
        assertThat(failure(outside).toString()).contains("DEEPWIKI_LOCAL_ROOTS").contains("./deepwiki wiki " + outside);
    }

    @Test
    void a_link_does_not_lead_out_of_the_roots() throws IOException, GitAPIException {
        Path outside = folder.resolve("outside");
        Git.init().setDirectory(outside.toFile()).call().close();
        Files.createSymbolicLink(folder.resolve("root/link"), outside);
        assertThat(code(folder.resolve("root/link"))).isEqualTo("path_not_allowed");
        Path disguised = Files.createDirectories(folder.resolve("root/disguised"));
        Files.createSymbolicLink(disguised.resolve(".git"), outside.resolve(".git"));
        assertThat(code(disguised)).isEqualTo("not_a_repository");
        Path pointing = Files.createDirectories(folder.resolve("root/pointing"));
        Files.writeString(pointing.resolve(".git"), "gitdir: " + outside.resolve(".git"));
        assertThat(code(pointing)).isEqualTo("not_a_repository");
    }

    @Test
    void what_does_not_exist_under_a_root_is_not_found() {
        assertThat(failure(folder.resolve("root/none"))).isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void a_folder_that_is_no_repository_is_said_and_a_folder_inside_of_one_names_the_top() throws IOException {
        assertThat(code(Files.createDirectories(folder.resolve("root/plain")))).isEqualTo("not_a_repository");
        assertThat(failure(top.resolve("src")).toString())
                .contains("not_a_repository")
                .contains(top.toString());
    }

    @Test
    void an_empty_repository_and_a_wrong_branch_are_said() throws GitAPIException {
        Path empty = folder.resolve("root/empty");
        Git.init().setDirectory(empty.toFile()).call().close();
        assertThat(code(empty)).isEqualTo("empty_repository");
        FailureException wrong = catchThrowableOfType(
                FailureException.class,
                () -> source.head(new Local(top.toString()), Optional.of("nope"), Optional.empty()));
        assertThat(wrong.failure())
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("no_such_branch"));
    }

    @Test
    void a_bare_repository_is_read() throws GitAPIException {
        Path bare = folder.resolve("root/bare.git");
        Git.init().setBare(true).setDirectory(bare.toFile()).call().close();
        assertThat(code(bare)).isEqualTo("empty_repository");
    }

    @Test
    void a_linked_work_tree_is_read_at_its_own_head() throws IOException {
        Path main = top.resolve(".git");
        Path linked = Files.createDirectories(folder.resolve("elsewhere/linked"));
        Path gitDir = Files.createDirectories(main.resolve("worktrees/linked"));
        Files.writeString(linked.resolve(".git"), "gitdir: " + gitDir + "\n");
        Files.writeString(gitDir.resolve("gitdir"), linked.resolve(".git") + "\n");
        Files.writeString(gitDir.resolve("commondir"), "../..\n");
        Files.writeString(gitDir.resolve("HEAD"), head(top).commit() + "\n");
        roots.clear();
        roots.add(linked);
        Head head = head(linked);
        assertThat(head.branch()).isEqualTo("HEAD");
        try (SourceTree tree = source.open(new Local(linked.toString()), head, Optional.empty())) {
            assertThat(tree.entries()).hasSize(1);
        }
    }

    private Head head(Path path) {
        return source.head(new Local(path.toString()), Optional.empty(), Optional.empty());
    }

    private Failure failure(Path path) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> head(path));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown.failure();
    }

    private String code(Path path) {
        return failure(path) instanceof Failure.Invalid invalid
                ? invalid.code()
                : failure(path).toString();
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .toList();
        }
    }
}
