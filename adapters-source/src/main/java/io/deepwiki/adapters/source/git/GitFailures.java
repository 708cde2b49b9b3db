package io.deepwiki.adapters.source.git;

import io.deepwiki.adapters.source.git.AddressPolicy.RefusedAddress;
import io.deepwiki.adapters.source.git.GuardedConnections.TooManyBytes;
import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.Failure.BadUpstream;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.Failure.TooLarge;
import io.deepwiki.application.failure.Failure.UpstreamTimedOut;
import io.deepwiki.application.failure.FailureException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Says what went wrong with a Git host in the application's words. Nothing that a host or JGit says is repeated: it may hold a token. */
final class GitFailures {
    private GitFailures() {}

    static FailureException told(Exception e, SourceLimits limits) {
        return new FailureException(failure(e, limits));
    }

    private static Failure failure(Exception e, SourceLimits limits) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RefusedAddress refused -> {
                    return refused(refused.getMessage());
                }
                case TooManyBytes _ -> {
                    return new TooLarge(
                            "repository_too_large",
                            "The repository is larger than deepwiki.source.max-pack allows: " + limits.packBytes() + " bytes.");
                }
                case SocketTimeoutException _ -> {
                    return new UpstreamTimedOut("repository_timed_out", "The Git host did not answer in time: try again.");
                }
                case NoRemoteRepositoryException _ -> {
                    return notFound();
                }
                default -> {}
            }
        }
        return saysUnauthorized(e)
                ? notFound()
                : new BadUpstream("repository_unreachable", "The Git host cannot be reached, or does not speak Git: check the address.");
    }

    static Failure refused(String why) {
        return Invalid.field("address_refused", "repo_url", why);
    }

    static NotFound notFound() {
        return new NotFound(
                "repository_not_found",
                "The repository was not found, or is not readable without a token. Check the address, or give an access token.");
    }

    /** JGit tells a refused log-in by its message alone. */
    private static boolean saysUnauthorized(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("not authorized")
                    || message.contains("authentication is required")
                    || message.contains("authentication not supported")
                    || message.contains("not permitted")
                    || message.contains("403 ")) {
                return true;
            }
        }
        return false;
    }
}
