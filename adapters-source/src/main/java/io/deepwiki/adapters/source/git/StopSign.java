package io.deepwiki.adapters.source.git;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch while the library is busy with what has come already, when the time is up or the thread was interrupted. */
final class StopSign extends EmptyProgressMonitor {
    private final Allowance allowance;

    StopSign(Allowance allowance) {
        this.allowance = allowance;
    }

    @Override
    public boolean isCancelled() {
        return allowance.timeIsUp() || Thread.currentThread().isInterrupted();
    }
}
