package io.deepwiki.application.chat;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.concurrency.Recurring;
import io.deepwiki.application.concurrency.Recurring.Task;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the answers that this instance writes: stores what they grow by, shows the others that it lives, stops what nobody reads or
 * somebody wants stopped, and ends what a dead instance left. When the database is away, answers go on, and are stored when it is back.
 */
public final class AnswerKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AnswerKeeper.class.getName());

    /** How often text is stored; an end is stored sooner, since its readers wait for that. */
    private static final Duration STORE = Duration.ofMillis(100);

    /** How long a stop that was asked for on another instance may go unseen. */
    private static final Duration WATCH = Duration.ofMillis(250);

    /** How often it is shown which answers of other instances are read here. */
    private static final Duration SIGN = Duration.ofSeconds(2);

    /** How long such a sign is good for, even without a grace. */
    private static final Duration SIGN_GOOD = Duration.ofSeconds(4);

    /** How long all answers together may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What only a database that is away takes to keep a sign of life. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** By then the others have a connection again, too: each waits for some seconds, gives up, and waits again. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration FORGET = Duration.ofHours(1);

    private final Keeping keeping;
    private final LiveAnswers live;
    private final Terms terms;
    private final AnswerJournal journal;
    private final Abandoned abandoned;
    private final ForgetAnswers forget;
    private @Nullable Recurring storing;
    private @Nullable Recurring living;
    private @Nullable Recurring watching;
    private @Nullable Recurring settling;
    private @Nullable Recurring forgetting;
    private volatile long lastAlive = System.nanoTime();
    private volatile long claimsFrom = lastAlive;
    /** Whether the last sign of life was not kept. */
    private boolean failing;

    /**
     * For the answers of one instance.
     *
     * @param takeover goes on with a stream of a dead instance by what is stored of it, or says that it cannot; it is then ended
     */
    public AnswerKeeper(
            Keeping keeping,
            LiveAnswers live,
            Terms terms,
            InstantSource clock,
            BiPredicate<ChatStream, List<AnswerPart>> takeover) {
        this.keeping = keeping;
        this.live = live;
        this.terms = terms;
        this.forget = new ForgetAnswers(keeping, clock);
        this.journal = new AnswerJournal(keeping, live, terms, clock);
        this.abandoned = new Abandoned(keeping, live, terms.instance, this::mayClaim, takeover);
    }

    /**
     * On which an instance keeps answers.
     *
     * @param lease how long the others count on it after its last sign of life; it gives one every fifth of that
     * @param grace how long an answer goes on without a reader
     * @param prices what the tokens of models cost, as far as it is known
     */
    public record Terms(
            InstanceId instance, Duration lease, Duration grace, Function<ModelRef, Optional<Price>> prices) {}

    /**
     * Begins, once the others know that this instance lives. On threads of the system: virtual ones would wait for a processor behind answers
     * that compute without a pause. Signs of life have one for themselves, and wait for nothing else that is stored or asked for.
     */
    public void start() {
        ThreadFactory threads = Thread.ofPlatform().daemon().name("answers-", 0).factory();
        alive();
        Recurring stores = Recurring.start(threads, new Task("store_answers", STORE, journal::store));
        storing = stores;
        live.atEnd(stores::soon);
        living = Recurring.start(threads, new Task("answers_alive", beat(), this::alive));
        watching = Recurring.start(
                threads,
                new Task("stop_answers", WATCH, this::stopUnwanted),
                new Task("answers_read", SIGN, this::signForReaders),
                new Task("answers_ours", beat(), this::breakOffTakenOver));
        settling = Recurring.start(threads, new Task("settle_abandoned_answers", beat(), abandoned::settle));
        forgetting = Recurring.start(threads, new Task("forget_answers", FORGET, forget::forget));
    }

    private Duration beat() {
        return terms.lease.dividedBy(5);
    }

    /** Who could not say that it lives must not take the silence of the others for death: they come back as it did, if not as soon. */
    private void alive() {
        long asked = System.nanoTime();
        boolean failedBefore = failing;
        failing = true;
        keeping.transactions().inTransaction(() -> keeping.signs().alive(terms.instance, terms.lease));
        failing = false;
        long now = System.nanoTime();
        if (failedBefore || now - asked > SLOW.toNanos()) {
            claimsFrom = now + Math.max(terms.lease.toNanos(), RECOVERY.toNanos());
        } else if (now - lastAlive > 2 * beat().toNanos()) {
            claimsFrom = Math.max(claimsFrom, now + terms.lease.toNanos());
        }
        lastAlive = now;
    }

    /** What another instance took over while this one could give no sign; an answer whose model says nothing would not find out by itself. */
    private void breakOffTakenOver() {
        List<LiveAnswer> answers = live.all();
        if (!answers.isEmpty()) {
            Set<StreamId> ours = keeping.streams().writtenBy(terms.instance, LiveAnswers.ids(answers));
            answers.stream()
                    .filter(answer -> !ours.contains(answer.stream().id()))
                    .forEach(answer -> answer.stop(Stop.INTERRUPTED)); // does nothing to one that has ended
        }
    }

    private boolean mayClaim() {
        long now = System.nanoTime();
        return now - claimsFrom >= 0 && now - lastAlive <= 2 * beat().toNanos();
    }

    /** A reader counts as long as it is connected, also one that takes its time. */
    private void signForReaders() {
        Set<StreamId> read = live.read();
        if (!read.isEmpty()) {
            keeping.signs().reading(read);
        }
    }

    private void stopUnwanted() {
        Set<StreamId> alone = LiveAnswers.ids(
                live.all().stream().filter(answer -> answer.alone(terms.grace)).toList());
        if (!alone.isEmpty()) {
            Set<StreamId> left = new HashSet<>(alone);
            left.removeAll(keeping.signs().readWithin(alone, terms.grace.plus(SIGN_GOOD)));
            left.forEach(id -> live.find(id).ifPresent(answer -> answer.stopIfAlone(terms.grace)));
        }
        if (!live.all().isEmpty()) {
            keeping.signs()
                    .askedToStop(terms.instance)
                    .forEach(id -> live.find(id).ifPresent(answer -> answer.stop(Stop.ASKED)));
        }
    }

    /** Breaks off what is still written, and stores the ends; researches are left to whoever claims them next. */
    @Override
    public void close() {
        forget.stop();
        close(forgetting);
        close(settling);
        close(storing);
        try {
            journal.store();
            leave();
            journal.store();
            closeSigns();
            keeping.signs().gone(terms.instance);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=answers_not_stored", e);
            closeSigns();
        }
    }

    private void closeSigns() {
        close(watching);
        close(living);
    }

    private static void close(@Nullable Recurring recurring) {
        if (recurring != null) {
            recurring.close();
        }
    }

    private void leave() {
        List<LiveAnswer> answers = live.all();
        answers.stream()
                .filter(answer -> answer.stream().kind() == Kind.RESEARCH)
                .forEach(live::remove);
        answers.forEach(answer -> answer.stop(Stop.INTERRUPTED));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        answers.forEach(answer -> answer.awaitEnd(Duration.ofNanos(deadline - System.nanoTime())));
    }
}
