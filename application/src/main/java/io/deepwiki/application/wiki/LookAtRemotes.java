package io.deepwiki.application.wiki;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.concurrency.Recurring;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.wiki.port.Lookout;
import io.deepwiki.application.wiki.port.Lookout.Turn;
import io.deepwiki.domain.access.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.DoubleSupplier;

/**
 * Finds out which wikis are behind, without anybody asking: looks in the background at the branches that wikis are about, one repository
 * after the other. Private repositories are left alone, since their tokens are not kept.
 */
public final class LookAtRemotes implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LookAtRemotes.class.getName());

    /** Turns drift apart by up to this part, so that wikis that were made together are not looked at together for ever. */
    private static final double JITTER = 0.2;

    private static final int TURNS_OF_A_ROUND = 10;

    private final Lookout lookout;
    private final OpenRepository repositories;
    private final Duration every;
    private final DoubleSupplier random;
    private volatile boolean closing;
    private volatile Optional<Recurring> rounds = Optional.empty();

    /**
     * Does not begin yet.
     *
     * @param every a repository is looked at no more often, by all instances together
     * @param random gives numbers from 0 to 1
     */
    public LookAtRemotes(Lookout lookout, OpenRepository repositories, Duration every, DoubleSupplier random) {
        this.lookout = lookout;
        this.repositories = repositories;
        this.every = every;
        this.random = random;
    }

    /** Begins; called once. */
    public void start(ThreadFactory threads) {
        rounds = Optional.of(
                Recurring.start(threads, new Recurring.Task("looks", every.dividedBy(TURNS_OF_A_ROUND), this::look)));
    }

    /** Looks at every repository whose turn has come. */
    public void look() {
        for (Optional<Turn> turn = next(); turn.isPresent() && !closing; turn = next()) {
            look(turn.get());
        }
    }

    private Optional<Turn> next() {
        long spread = (long) (every.toMillis() * JITTER * random.getAsDouble());
        return lookout.next(every, every.plusMillis(spread));
    }

    private void look(Turn turn) {
        for (String branch : turn.branches()) {
            try {
                repositories.now(turn.repository(), Optional.of(branch), Optional.empty(), Caller.ANONYMOUS);
            } catch (FailureException e) {
                LOG.log(
                        INFO,
                        "event=not_looked_at repository={0} why={1}",
                        turn.repository().url(),
                        Sentences.of(e.failure()));
            }
        }
    }

    /** Lets the look that is under way end, within 5 s. */
    @Override
    public void close() {
        closing = true;
        rounds.ifPresent(Recurring::close);
    }
}
