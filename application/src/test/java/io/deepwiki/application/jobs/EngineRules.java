package io.deepwiki.application.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * How a job has to behave, written down a second time, from the rules and with nothing of the engine's: one job, its pages, and what is to be
 * done, as plain words and numbers.
 */
final class EngineRules {
    static final List<String> PAGES = List.of("engine", "tank", "nose", "fins");
    private static final List<String> PLACES =
            List.of("pending", "preparing_embeddings", "generating_structure", "generating_pages");
    private static final int TRIES = 2;
    private static final int CRASHES = 3;

    private int place;
    private boolean braked;
    /** By what is to be mended, not by people. */
    private boolean troubled;

    private String end = "";
    private int run = 1;
    private boolean read;
    private final Map<String, Page> pages = new TreeMap<>();
    private final List<Thing> things = new ArrayList<>(List.of(new Thing("index")));

    /** What became of a claim when its work was to begin. */
    enum Begin {
        LOST,
        PUT_BACK,
        GIVEN_UP,
        BEGUN
    }

    /** How a piece of work came out. */
    enum Outcome {
        DONE,
        FAILED,
        FAILED_FOR_GOOD,
        HANDED_BACK,

        /** Nothing else of the job would fare better: it is paused until somebody mends what is wrong. */
        TO_BE_MENDED
    }

    private static final class Page {
        private String status = "PENDING";
        private int tries;
    }

    /** Something that is to be done. */
    static final class Thing {
        private final String what;
        private int tries;
        private int crashes;
        private Optional<Object> holder = Optional.empty();
        private boolean expired;

        private Thing(String what) {
            this.what = what;
        }

        private boolean isFree(boolean takingOver) {
            return holder.isEmpty() || (takingOver && expired);
        }
    }

    boolean isOver() {
        return !end.isEmpty();
    }

    String word() {
        return isOver() ? end : braked ? "paused" : PLACES.get(place);
    }

    int run() {
        return run;
    }

    int completed() {
        return count("COMPLETED");
    }

    int lost() {
        return count("PERMANENT_FAILED");
    }

    private int count(String status) {
        return (int) pages.values().stream()
                .filter(page -> page.status.equals(status))
                .count();
    }

    boolean pause() {
        return whenOpen(() -> braked = true);
    }

    boolean resume() {
        return whenOpen(() -> {
            braked = false;
            troubled = false;
            return true;
        });
    }

    boolean cancel() {
        return whenOpen(() -> {
            pages.values().stream()
                    .filter(page -> List.of("IN_PROGRESS", "FAILED").contains(page.status))
                    .forEach(page -> page.status = "PENDING");
            return over("cancelled");
        });
    }

    boolean delete() {
        return isOver();
    }

    boolean retry() {
        if (!isOver() || end.equals("completed")) {
            return false;
        }
        place = pages.isEmpty() ? read ? 2 : 0 : 3;
        again();
        if (place < 3) {
            things.add(new Thing(place == 0 ? "index" : "plan"));
        } else if (completed() == pages.size()) {
            things.add(new Thing("finish"));
        } else {
            pages.entrySet().stream()
                    .filter(page -> !page.getValue().status.equals("COMPLETED"))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::anew);
        }
        return true;
    }

    boolean retryPage(String name) {
        Page page = pages.get(name);
        if (page == null || !page.status.equals("PERMANENT_FAILED") || end.equals("cancelled")) {
            return false;
        }
        if (isOver()) {
            again();
        }
        anew(name);
        return true;
    }

    private void again() {
        end = "";
        run++;
    }

    private void anew(String name) {
        pages.put(name, new Page());
        things.add(new Thing("page " + name));
    }

    private boolean whenOpen(BooleanSupplier command) {
        return !isOver() && command.getAsBoolean();
    }

    private boolean over(String how) {
        end = how;
        braked = false;
        things.forEach(thing -> thing.holder = Optional.empty());
        things.clear();
        return true;
    }

    /** @param takingOver whether what somebody else has lost counts */
    boolean hasSomethingToClaim(boolean takingOver) {
        return !braked && things.stream().anyMatch(thing -> thing.isFree(takingOver));
    }

    /** Somebody takes what is described so; empty: that must not be. */
    Optional<Thing> claim(String description, Object holder, boolean takingOver) {
        Optional<Thing> claimed = things.stream()
                .filter(thing -> !braked && thing.isFree(takingOver))
                .filter(thing -> description.equals(describe(thing.what, thing.tries, thing.crashes + crash(thing))))
                .findFirst();
        claimed.ifPresent(thing -> {
            thing.crashes += crash(thing);
            thing.holder = Optional.of(holder);
            thing.expired = false;
        });
        return claimed;
    }

    private static int crash(Thing thing) {
        return thing.holder.isPresent() ? 1 : 0;
    }

    /** He gives a sign of life; false: it is too late. */
    boolean renew(Thing thing, Object holder) {
        boolean held = isHeld(thing, holder);
        thing.expired = thing.expired && !held;
        return held;
    }

    /** Everybody has been silent for too long. */
    void expire() {
        things.forEach(thing -> thing.expired = thing.holder.isPresent());
    }

    /** Somebody looks during a pause, and puts back what those held who are gone. */
    void takeBack() {
        things.stream()
                .filter(thing -> braked && thing.holder.isPresent() && thing.expired)
                .forEach(thing -> {
                    thing.crashes++;
                    thing.holder = Optional.empty();
                    thing.expired = false;
                    page(thing)
                            .filter(page -> page.status.equals("IN_PROGRESS"))
                            .ifPresent(page -> page.status = "PENDING");
                });
    }

    /** The work on a claim is to begin. */
    Begin begin(Thing thing, Object holder) {
        if (!isHeld(thing, holder)) {
            return Begin.LOST;
        }
        if (braked) {
            thing.holder = Optional.empty();
            return Begin.PUT_BACK;
        }
        if (thing.crashes >= CRASHES) {
            page(thing).ifPresent(page -> page.tries--); // it is given up, but that was no try
            giveUp(thing);
            return Begin.GIVEN_UP;
        }
        if (thing.what.equals("index")) {
            place = 1;
        }
        page(thing).ifPresent(page -> page.status = "IN_PROGRESS");
        return Begin.BEGUN;
    }

    /** A piece of work came out; too late it does not count. */
    void end(Thing thing, Object holder, Outcome outcome) {
        if (isHeld(thing, holder)) {
            switch (outcome) {
                case DONE -> done(thing);
                case FAILED_FOR_GOOD -> giveUp(thing);
                case FAILED -> {
                    if (thing.tries + 1 >= TRIES) {
                        giveUp(thing);
                    } else {
                        thing.tries++;
                        thing.holder = Optional.empty();
                        page(thing).ifPresent(page -> fail(page, "FAILED"));
                    }
                }
                case HANDED_BACK -> putBack(thing);
                case TO_BE_MENDED -> {
                    putBack(thing);
                    troubled |= !braked;
                    braked = true;
                }
            }
        }
    }

    /** Whether no model is asked for it now. */
    boolean isRefused(Thing thing) {
        return !isOver()
                && troubled
                && (thing.what.equals("plan") || page(thing).isPresent());
    }

    private void putBack(Thing thing) {
        thing.holder = Optional.empty();
        page(thing).ifPresent(page -> page.status = "PENDING");
    }

    private void done(Thing thing) {
        things.remove(thing);
        switch (thing.what) {
            case "index" -> {
                read = true;
                place = 2;
                things.add(new Thing("plan"));
            }
            case "plan" -> {
                place = 3;
                PAGES.forEach(this::anew);
            }
            case "finish" -> finish(completed() == 0 ? "failed" : lost() == 0 ? "completed" : "partially_completed");
            default -> {
                page(thing).orElseThrow().status = "COMPLETED";
                finishNextIfLast();
            }
        }
    }

    private void giveUp(Thing thing) {
        things.remove(thing);
        Optional<Page> page = page(thing);
        if (page.isPresent()) {
            fail(page.get(), "PERMANENT_FAILED");
            finishNextIfLast();
        } else if (thing.what.equals("finish")) {
            finish("failed");
        } else {
            over("failed");
        }
    }

    private static void fail(Page page, String status) {
        page.status = status;
        page.tries++;
    }

    private boolean allSettled() {
        return completed() + lost() == pages.size();
    }

    private void finishNextIfLast() {
        if (allSettled()) {
            things.add(new Thing("finish"));
        }
    }

    /** A page may have been told to be written again meanwhile: then it is not the end. */
    private void finish(String how) {
        if (allSettled()) {
            over(how);
        }
    }

    boolean isHeld(Thing thing, Object holder) {
        return things.contains(thing) && thing.holder.equals(Optional.of(holder));
    }

    private Optional<Page> page(Thing thing) {
        return thing.what.startsWith("page ")
                ? Optional.ofNullable(pages.get(thing.what.substring(5)))
                : Optional.empty();
    }

    static String describe(String what, int tries, int crashes) {
        return what + " " + tries + "/" + crashes;
    }

    @Override
    public String toString() {
        String written = pages.entrySet().stream()
                .map(page -> page.getKey() + " " + page.getValue().status + " " + page.getValue().tries)
                .collect(Collectors.joining(", "));
        String todo = things.stream()
                .map(thing -> describe(thing.what, thing.tries, thing.crashes))
                .sorted()
                .collect(Collectors.joining(", "));
        return word() + (braked ? " in " + PLACES.get(place) : "") + ", run " + run + " | " + written + " | " + todo;
    }
}
