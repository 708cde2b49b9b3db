package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Opens repositories in local folders, below the roots that the operator allows and nowhere else. */
final class LocalRoots {
    private final Supplier<List<Path>> roots;

    /** @param roots asked anew each time, since they may change while the service runs */
    LocalRoots(Supplier<List<Path>> roots) {
        this.roots = roots;
    }

    /** The repository, read in place. The caller closes it. */
    Repository open(Local local) throws IOException {
        Path folder = allowed(local);
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.addCeilingDirectory(folder.getParent() == null ? folder.toFile() : folder.getParent().toFile());
        builder.findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw new FailureException(Invalid.field(
                    "not_a_repository", "repo_url", "This folder is not the top of a Git repository: give the folder that holds .git."));
        }
        return builder.setMustExist(true).build();
    }

    private Path allowed(Local local) throws IOException {
        Path folder = Path.of(local.path());
        for (Path root : roots.get()) {
            if (Files.isDirectory(root) && Files.exists(folder) && folder.toRealPath().startsWith(root.toRealPath())) {
                return folder.toRealPath();
            }
        }
        boolean below = roots.get().stream().anyMatch(root -> folder.normalize().startsWith(root.normalize()));
        if (below && !Files.exists(folder)) {
            throw new FailureException(new NotFound("repository_not_found", "There is no such folder."));
        }
        throw new FailureException(Invalid.field(
                "path_not_allowed",
                "repo_url",
                "This path is not below an allowed root: the operator allows one in DEEPWIKI_LOCAL_ROOTS, or by './deepwiki wiki <path>'."));
    }
}
