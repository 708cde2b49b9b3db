package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Says in our words what went wrong between us and a Git host. The library's own messages are dropped: they may repeat what a host said. */
final class GitFailures {
    private GitFailures() {}

    static FailureException notFound(String shown) {
        return new FailureException(new Failure.NotFound(
                "repository_not_found",
                "The repository " + shown + " was not found, or is not readable without a token."));
    }

    static FailureException invalid(String code, String field, String sentence) {
        return new FailureException(Failure.Invalid.field(code, field, sentence));
    }

    static FailureException noSuchBranch(String branch) {
        return invalid("no_such_branch", "branch", "The repository has no branch '" + branch + "'.");
    }

    static FailureException empty() {
        return invalid("empty_repository", "repo_url", "The repository is empty: it has no commit yet.");
    }

    static FailureException stopped() {
        Thread.currentThread().interrupt();
        return new FailureException(
                new Failure.Unavailable("stopped", "The work on the repository was stopped.", Optional.empty()));
    }

    /** What a conversation that failed came to. */
    static FailureException of(HostConversation conversation, String shown) {
        if (Thread.currentThread().isInterrupted()) {
            return stopped();
        }
        if (conversation.trouble().isPresent()) {
            if (conversation.allowance().timeIsUp()) {
                return timedOut();
            }
            return switch (conversation.trouble().get()) {
                case StoppedException e -> new FailureException(e.failure());
                case SocketTimeoutException _ -> timedOut();
                default -> unreachable("could not be reached, or did not answer as a Git host");
            };
        }
        return switch (conversation.lastStatus()) {
            case 401, 403, 404, 410 -> notFound(shown);
            case 408, 504 -> timedOut();
            case 429 -> unreachable("has had too many requests from here; try again later");
            default -> conversation.allowance().timeIsUp() ? timedOut() : unreachable("did not answer as a Git host");
        };
    }

    private static FailureException timedOut() {
        return new FailureException(new Failure.UpstreamTimedOut(
                "repository_timed_out", "The host of the repository did not answer in time."));
    }

    private static FailureException unreachable(String why) {
        return new FailureException(
                new Failure.BadUpstream("repository_unreachable", "The host of the repository " + why + "."));
    }
}
