package io.deepwiki.adapters.source.git;

import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.domain.repository.Commit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;

/** Asks a host where a branch stands, without fetching anything. */
final class RemoteHead {
    /** Of several branches at the commit of a HEAD that names none, the one that people would call the default. */
    private static final Comparator<Ref> LIKELY_DEFAULT = Comparator.comparing(
                    (Ref ref) -> !ref.getName().equals("refs/heads/main"))
            .thenComparing(ref -> !ref.getName().equals("refs/heads/master"))
            .thenComparing(Ref::getName);

    private RemoteHead() {}

    static Head find(RemoteRepository remote, Optional<String> branch) {
        if (branch.isPresent() && !Repository.isValidRefName(Constants.R_HEADS + branch.get())) {
            throw GitFailures.noSuchBranch(branch.get());
        }
        Map<String, Ref> refs = remote.exchange(null, (transport, _) -> {
            try (FetchConnection connection = transport.openFetch(List.of(), Constants.HEAD, Constants.R_HEADS)) {
                return connection.getRefsMap();
            }
        });
        boolean hasBranches = refs.keySet().stream().anyMatch(name -> name.startsWith(Constants.R_HEADS));
        if (!hasBranches && !refs.containsKey(Constants.HEAD)) {
            throw GitFailures.empty();
        }
        return branch.map(name -> named(refs, name)).orElseGet(() -> defaultOf(refs));
    }

    private static Head named(Map<String, Ref> refs, String branch) {
        Ref ref = refs.get(Constants.R_HEADS + branch);
        if (ref == null) {
            throw GitFailures.noSuchBranch(branch);
        }
        return head(branch, ref);
    }

    private static Head defaultOf(Map<String, Ref> refs) {
        Ref head = refs.get(Constants.HEAD);
        if (head == null) {
            throw GitFailures.invalid(
                    "no_such_branch", "branch", "The repository's default branch does not exist: name a branch.");
        }
        if (head.isSymbolic()) {
            return head(shortened(head.getTarget().getName()), head);
        }
        return refs.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS) && sameCommit(ref, head))
                .min(LIKELY_DEFAULT)
                .map(ref -> head(shortened(ref.getName()), ref))
                .orElseGet(() -> head(Constants.HEAD, head));
    }

    private static boolean sameCommit(Ref one, Ref other) {
        ObjectId id = one.getObjectId();
        return id != null && id.equals(other.getObjectId());
    }

    private static Head head(String branch, Ref ref) {
        ObjectId id = ref.getObjectId();
        if (id == null) {
            throw GitFailures.noSuchBranch(branch);
        }
        return new Head(branch, new Commit(id.name()), false);
    }

    private static String shortened(String ref) {
        return Repository.shortenRefName(ref);
    }
}
