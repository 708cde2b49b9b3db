package io.deepwiki.application.concurrency;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again on a thread of its own, whatever goes wrong with it, until it is closed. */
public final class Recurring implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recurring.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So that what comes at the same time is done at once. */
    private static final Duration SOON = Duration.ofMillis(10);

    private final List<Task> tasks;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closing;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Recurring(List<Task> tasks) {
        this.tasks = tasks;
    }

    /**
     * A piece of it.
     *
     * @param name for the log, as in {@code heartbeat}
     * @param pause from the end of one time to the beginning of the next
     */
    public record Task(String name, Duration pause, Runnable work) {}

    /** Begins, each task after its first pause; they never run at the same time. */
    public static Recurring start(ThreadFactory threads, Task... tasks) {
        Recurring recurring = new Recurring(List.of(tasks));
        threads.newThread(recurring::run).start();
        return recurring;
    }

    private void run() {
        try {
            long[] due = tasks.stream()
                    .mapToLong(task -> System.nanoTime() + task.pause.toNanos())
                    .toArray();
            while (!closing) {
                runDue(due);
                if (woken.tryAcquire(untilNext(due), TimeUnit.NANOSECONDS)) {
                    woken.drainPermits();
                    hasten(due);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
        }
    }

    private static void hasten(long[] due) {
        long soon = System.nanoTime() + SOON.toNanos();
        for (int i = 0; i < due.length; i++) {
            due[i] = due[i] - soon > 0 ? soon : due[i];
        }
    }

    private static long untilNext(long[] due) {
        long now = System.nanoTime();
        long least = Long.MAX_VALUE;
        for (long each : due) {
            least = Math.min(least, each - now);
        }
        return Math.max(0, least);
    }

    private void runDue(long[] due) {
        for (int i = 0; i < due.length; i++) {
            if (due[i] - System.nanoTime() <= 0) {
                attempt(tasks.get(i));
                due[i] = System.nanoTime() + tasks.get(i).pause.toNanos();
            }
        }
    }

    private static void attempt(Task task) {
        try {
            task.work.run();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=task_failed task=" + task.name, e);
        }
    }

    /** Does all tasks in 10 ms, whatever is left of their pauses. */
    public void soon() {
        woken.release();
    }

    /** Lets what runs end, within 5 s. */
    @Override
    public void close() {
        closing = true;
        woken.release();
        try {
            if (!closed.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(WARNING, "event=tasks_left_running");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
