package io.deepwiki.adapters.source.git;

import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.repository.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository in a folder of this machine, read in place and never written to. */
final class LocalRepository {
    private final GitFolder folder;
    private final SourceLimits limits;

    LocalRepository(GitFolder folder, SourceLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Where HEAD, or the branch, stands. */
    Head head(Optional<String> branch) throws IOException {
        try (Repository repository = repository()) {
            Ref head = repository.exactRef(Constants.HEAD);
            if (head == null || head.getObjectId() == null) {
                throw GitFailures.empty();
            }
            String current = Repository.shortenRefName(head.getTarget().getName());
            if (branch.isPresent() && !branch.get().equals(current)) {
                return branch(repository, branch.get());
            }
            Commit commit = new Commit(head.getObjectId().name());
            boolean dirty = folder.workTree().isPresent()
                    && new WorkTreeChanges(repository, folder.workTree().get()).any();
            return new Head(current, commit, dirty);
        }
    }

    private static Head branch(Repository repository, String branch) throws IOException {
        String name = Constants.R_HEADS + branch;
        Ref ref = Repository.isValidRefName(name) ? repository.exactRef(name) : null;
        if (ref == null || ref.getObjectId() == null) {
            throw GitFailures.noSuchBranch(branch);
        }
        return new Head(branch, new Commit(ref.getObjectId().name()), false);
    }

    SourceTree open(Commit commit) throws IOException {
        Repository repository = repository();
        try {
            return new BlobTree(repository, ObjectId.fromString(commit.id()), limits, () -> {});
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private Repository repository() throws IOException {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().setGitDir(folder.gitDir().toFile()).setMustExist(true);
        return folder.workTree()
                .map(tree -> builder.setWorkTree(tree.toFile()))
                .orElseGet(builder::setBare)
                .build();
    }

    /**
     * Where a repository keeps what.
     *
     * @param workTree empty for a bare repository
     */
    record GitFolder(Path gitDir, Optional<Path> workTree) {
        private static final String POINTER = "gitdir:";

        /** Finds the repository whose top, or bare folder, this is. */
        static GitFolder of(Path top, LocalRoots roots) throws IOException {
            Path git = top.resolve(Constants.DOT_GIT);
            if (Files.isRegularFile(git)) {
                return new GitFolder(pointedTo(top, git, roots), Optional.of(top));
            }
            if (isGitDir(git) && roots.contains(git)) {
                return new GitFolder(git, Optional.of(top));
            }
            if (isGitDir(top)) {
                return new GitFolder(top, Optional.empty());
            }
            throw notARepository(top, roots);
        }

        private static boolean isGitDir(Path folder) {
            return Files.isRegularFile(folder.resolve(Constants.HEAD)) && Files.isDirectory(folder.resolve("objects"));
        }

        /** The folder of a linked work tree may lie outside the roots, but then it must name this work tree as its own. */
        private static Path pointedTo(Path top, Path pointer, LocalRoots roots) throws IOException {
            String text =
                    Files.size(pointer) > 8192 ? "" : Files.readString(pointer).strip();
            if (!text.startsWith(POINTER)) {
                throw notARepository(top, roots);
            }
            Path gitDir = top.resolve(text.substring(POINTER.length()).strip()).normalize();
            Path back = gitDir.resolve("gitdir");
            boolean pointsBack = Files.isRegularFile(back)
                    && Files.isSameFile(gitDir.resolve(Files.readString(back).strip()), pointer);
            if (!pointsBack && !(Files.exists(gitDir) && roots.contains(gitDir))) {
                throw notARepository(top, roots);
            }
            return gitDir;
        }

        private static RuntimeException notARepository(Path folder, LocalRoots roots) {
            for (Path above = folder.getParent(); above != null; above = above.getParent()) {
                if (roots.contains(above) && Files.exists(above.resolve(Constants.DOT_GIT))) {
                    return GitFailures.invalid(
                            "not_a_repository",
                            "repo_url",
                            "This is a folder inside of a Git repository: give its top, " + above + ".");
                }
            }
            return GitFailures.invalid(
                    "not_a_repository",
                    "repo_url",
                    "There is no Git repository in this folder; make one with 'git init'.");
        }
    }
}
