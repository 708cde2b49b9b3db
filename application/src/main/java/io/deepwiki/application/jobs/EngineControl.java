package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.jobs.port.EngineBoard;
import java.time.Instant;
import java.util.Optional;

/** The main switch of the engine: it holds for all instances, and until it is turned again. */
public final class EngineControl {
    private static final System.Logger LOG = System.getLogger(EngineControl.class.getName());

    private final EngineBoard board;
    private final JobStores stores;

    public EngineControl(EngineBoard board, JobStores stores) {
        this.board = board;
        this.stores = stores;
    }

    /** Nothing more is begun; what is worked on is finished. Whoever pauses a paused engine changes nothing. */
    public void pause() {
        if (stores.transactions().inTransaction(board::pause)) {
            LOG.log(INFO, "event=engine_paused");
        }
    }

    /** Goes on. Whoever resumes a running engine changes nothing. */
    public void resume() {
        if (stores.transactions().inTransaction(board::resume)) {
            LOG.log(INFO, "event=engine_resumed");
            stores.wakeUps().workIsReady();
        }
    }

    /** Since when it is paused; empty if it is not. */
    public Optional<Instant> pausedSince() {
        return board.pausedSince();
    }
}
