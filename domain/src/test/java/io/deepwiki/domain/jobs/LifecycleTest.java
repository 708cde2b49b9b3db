package io.deepwiki.domain.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.JobState.Active;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Paused;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every command in every state, against rules that are written down a second time, as people would tell them. */
class LifecycleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final WikiJob.Source SOURCE =
            new WikiJob.Source(new SnapshotId(new UUID(0, 7)), "main", new Commit("a".repeat(40)), NOON);
    private static final int STEPS = 200_000;
    private static final List<String> COMMANDS = List.of(
            "start",
            "indexed",
            "planned",
            "finish complete",
            "finish partly",
            "finish empty",
            "finish early",
            "fail",
            "cancel",
            "pause",
            "resume",
            "retry",
            "retry lost page",
            "retry written page",
            "delete");

    @Test
    void a_job_does_what_the_rules_say_in_every_state_and_nothing_else() {
        Random random = new Random(20_260_301);
        WikiJob job = WikiJobTest.submitted();
        Rules rules = new Rules();
        for (int step = 0; step < STEPS; step++) {
            String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            Decision decision = told(job, command, rules.planned);
            boolean obeyed = decision instanceof Accepted;
            String before = rules.toString();
            assertThat(obeyed).as("%s when %s", command, before).isEqualTo(rules.obey(command));
            if (decision instanceof Accepted(WikiJob next)) {
                job = next;
            }
            assertThat(words(job)).as("%s when %s", command, before).isEqualTo(rules.toString());
            if (command.equals("delete") && obeyed) {
                job = WikiJobTest.submitted();
                rules = new Rules();
            }
        }
    }

    private static Decision told(WikiJob job, String command, boolean planned) {
        return switch (command) {
            case "start" -> job.startIndexing(NOON);
            case "indexed" -> job.indexed(SOURCE, NOON);
            case "planned" -> job.planned(NOON);
            case "finish complete" -> job.finish(new Progress(3, 3, 0), NOON);
            case "finish partly" -> job.finish(new Progress(3, 2, 1), NOON);
            case "finish empty" -> job.finish(new Progress(3, 0, 3), NOON);
            case "finish early" -> job.finish(new Progress(3, 1, 1), NOON);
            case "fail" -> job.fail("It broke.", NOON);
            case "cancel" -> job.cancel(NOON);
            case "pause" -> job.pause("", NOON);
            case "resume" -> job.resume(NOON);
            case "retry" -> job.retry(planned, NOON);
            case "retry lost page" -> job.retryPage(PageStatus.PERMANENT_FAILED, NOON);
            case "retry written page" -> job.retryPage(PageStatus.COMPLETED, NOON);
            case "delete" -> job.delete();
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static String words(WikiJob job) {
        return switch (job.state()) {
                    case Active active -> word(active);
                    case Paused paused -> "paused while " + word(paused.before());
                    case Ended(Outcome outcome) -> outcome.name();
                }
                + ", run " + job.run() + (job.snapshot().equals(Optional.of(SOURCE)) ? ", read" : "");
    }

    private static String word(Active active) {
        return switch (active) {
            case Waiting _ -> "WAITING";
            case Running(Phase phase) -> phase.name();
        };
    }

    /** The rules: four things to do one after the other, a brake, and an end that only another try leaves. */
    private static final class Rules {
        private static final List<String> PLACES = List.of("WAITING", "INDEX", "PLAN", "PAGES");

        private int place;
        private boolean braked;
        private String end = "";
        private int run = 1;
        private boolean read;
        private boolean planned;

        boolean obey(String command) {
            if (end.isEmpty()) {
                return open(command);
            }
            return over(command);
        }

        private boolean open(String command) {
            switch (command) {
                case "start" -> {
                    if (braked || place > 1) {
                        return false;
                    }
                    place = 1;
                }
                case "indexed" -> {
                    return goneOn(1);
                }
                case "planned" -> {
                    return goneOn(2);
                }
                case "finish complete" -> {
                    return place == 3 && ended("COMPLETED");
                }
                case "finish partly" -> {
                    return place == 3 && ended("PARTIALLY_COMPLETED");
                }
                case "finish empty" -> {
                    return place == 3 && ended("FAILED");
                }
                case "fail" -> {
                    return ended("FAILED");
                }
                case "cancel" -> {
                    return ended("CANCELLED");
                }
                case "pause" -> braked = true;
                case "resume" -> braked = false;
                case "retry lost page" -> {
                    return place == 3;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean goneOn(int from) {
            if (place != from) {
                return false;
            }
            place++;
            read = true;
            planned |= from == 2;
            return true;
        }

        private boolean ended(String how) {
            end = how;
            braked = false;
            return true;
        }

        private boolean over(String command) {
            switch (command) {
                case "retry" -> {
                    if (end.equals("COMPLETED")) {
                        return false;
                    }
                    place = planned ? 3 : read ? 2 : 0;
                }
                case "retry lost page" -> {
                    if (end.equals("COMPLETED") || end.equals("CANCELLED")) {
                        return false;
                    }
                    place = 3;
                }
                default -> {
                    return command.equals("delete");
                }
            }
            end = "";
            run++;
            return true;
        }

        @Override
        public String toString() {
            String where = end.isEmpty() ? (braked ? "paused while " : "") + PLACES.get(place) : end;
            return where + ", run " + run + (read ? ", read" : "");
        }
    }
}
